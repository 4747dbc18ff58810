import type { Io } from '../shell/io.ts'

/** One line on the terminal that is replaced by the next one; nothing is written where stderr is not a terminal. */
export interface ProgressLine {
  readonly show: (text: string) => void
  readonly clear: () => void
}

/** A progress line on stderr. */
export function createProgressLine({
  stderr,
  isTerminal,
  env,
}: Pick<Io, 'stderr' | 'isTerminal' | 'env'>): ProgressLine {
  const isUsed = isTerminal.stderr && env.TERM !== 'dumb'
  let isShown = false
  return {
    show(text) {
      if (!isUsed) return
      isShown = true
      stderr.write(`\r\u001B[2K${text}`)
    },
    clear() {
      if (!isShown) return
      isShown = false
      stderr.write('\r\u001B[2K')
    },
  }
}
