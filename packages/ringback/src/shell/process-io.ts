import process from 'node:process'
import { isatty } from 'node:tty'
import type { Io } from './io.ts'

/** The world of a real process. */
export function processIo(): Io {
  // A reader that went away (`ringback show | head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    throw error
  })
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
