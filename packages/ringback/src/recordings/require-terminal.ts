import { RingbackError } from '@ringback/common'
import type { Io } from '../shell/io.ts'

/** Throws a `RingbackError` where stdout is not a terminal: real values are shown to a person and never kept. */
export function requireTerminalToReveal({ isTerminal }: Pick<Io, 'isTerminal'>): void {
  if (isTerminal.stdout) return
  throw new RingbackError('reveal-without-terminal', 'stdout is not a terminal, and --reveal was given.', {
    remedy: 'Real values are shown on a terminal only. Run it without a pipe, or without --reveal.',
  })
}
