import type { Readable, Writable } from 'node:stream'

/** Everything of the outside world that a command may touch. */
export interface Io {
  readonly stdin: Readable
  /** Results. */
  readonly stdout: Writable
  /** Progress, warnings, errors: everything that is not a result. */
  readonly stderr: Writable
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** True when a person watches the stream: progress and colour are for them only. */
  readonly isTerminal: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean }
  /** Columns that a line on stdout may take; undefined where nothing limits it. */
  readonly columns: number | undefined
  /** Says that the process must not wait, when the command is through, for a reader of its output that stands still. */
  leaveOutput?(): void
  /** Says that the command runs for long, so that the process has to stay small. */
  limitMemory?(): void
  /** Calls back at SIGINT and SIGTERM, the first and every further one; returns a function that stops it. */
  onSignal(listener: (signal: NodeJS.Signals) => void): () => void
}
