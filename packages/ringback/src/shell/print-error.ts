import { printable, RingbackError } from '@ringback/common'
import type { Io } from './io.ts'
import { stylesFor } from './styles.ts'

/** Prints what was thrown: a user's mistake with its remedy, a bug with its stack. */
export function printError(error: unknown, io: Io): void {
  const { red, dim } = stylesFor(io, 'stderr')
  if (error instanceof RingbackError) {
    const [first = '', ...more] = shown(error.message).split('\n')
    io.stderr.write(`${red('error')} ${[first, ...more.map((line) => `      ${line}`)].join('\n')}\n`)
    for (const line of shown(error.remedy ?? '')
      .split('\n')
      .filter((text) => text !== ''))
      io.stderr.write(`  ${line}\n`)
    return
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  io.stderr.write(`${red('error')} Internal error in ringback:\n${dim(shown(detail))}\n`)
  io.stderr.write('  This is a bug. Please report it with the lines above.\n')
}

/** Errors quote files, options and answers: text from outside. */
function shown(text: string): string {
  return printable(text, { keepLines: true })
}
