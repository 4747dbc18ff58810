import { Readable, Writable } from 'node:stream'
import { run } from '../src/shell/run.ts'
import type { Io } from '../src/shell/io.ts'

export interface CliResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly stdin?: string | Uint8Array
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** True: stdout is a terminal. */
  readonly isTerminal?: boolean
  /** True: stderr is a terminal. */
  readonly hasProgress?: boolean
  /** Columns of the terminal. Default: no limit. */
  readonly columns?: number
  /** Called once the command runs: a signal can be sent with the function given. */
  readonly onStart?: (send: (signal: NodeJS.Signals) => void) => void
  /** Hears what is written to stdout as it is written. */
  readonly onStdout?: (chunk: string) => void
  /** Hears what is written to stderr as it is written. */
  readonly onStderr?: (chunk: string) => void
  /** The keyboard of a terminal; stdin is that terminal then. */
  readonly keyboard?: Readable
}

/** Runs the command line in this process, with streams of its own and no terminal. */
export async function runCli(argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const stdout = collector(options.onStdout)
  const stderr = collector(options.onStderr)
  const listeners = new Set<(signal: NodeJS.Signals) => void>()
  const io: Io = {
    stdin: options.keyboard ?? Readable.from([Buffer.from(options.stdin ?? '')]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    isTerminal: {
      stdin: options.keyboard !== undefined,
      stdout: options.isTerminal ?? false,
      stderr: options.hasProgress ?? false,
    },
    columns: options.columns,
    onSignal(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  options.onStart?.((signal) => {
    for (const listener of listeners) listener(signal)
  })
  const code = await run(argv, io)
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function collector(hear?: (chunk: string) => void): { stream: Writable; text: () => string } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      hear?.(chunk.toString())
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString() }
}
