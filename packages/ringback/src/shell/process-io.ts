import process from 'node:process'
import { isatty } from 'node:tty'
import type { Io } from './io.ts'

/** The world of a real process. */
export interface ProcessIo extends Io {
  /** Whether the process has to end though some of its output is unread. */
  readonly leavesOutput: () => boolean
}

/** The world of this process. */
export function processIo(): ProcessIo {
  let leavesOutput = false
  // A reader that went away (`ringback show | head`) is no error of ours; a command that goes on without one listens itself.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (process.stdout.listenerCount('error') > 1) return
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    throw error
  })
  // Nobody is left to be told.
  process.stderr.on('error', () => undefined)
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    isTerminal: {
      stdin: isatty(0),
      stdout: isatty(1),
      stderr: isatty(2),
    },
    columns: columnsOf(process.stdout.columns, process.env.COLUMNS),
    leaveOutput() {
      leavesOutput = true
    },
    leavesOutput: () => leavesOutput,
    limitMemory() {
      void import('./limit-memory.ts').then(({ limitMemory }) => limitMemory())
    },
    onSignal(listener) {
      process.on('SIGINT', listener)
      process.on('SIGTERM', listener)
      return () => {
        process.off('SIGINT', listener)
        process.off('SIGTERM', listener)
      }
    },
  }
}

/** The terminal's own width; in a pipe what COLUMNS says, if it says anything. */
function columnsOf(terminal: number | undefined, variable: string | undefined): number | undefined {
  if (terminal !== undefined && terminal > 0) return terminal
  const number = Number(variable)
  return Number.isInteger(number) && number > 0 ? number : undefined
}
