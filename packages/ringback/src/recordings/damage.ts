import { printable } from '@ringback/common'
import type { Damage } from '@ringback/recording'
import type { Io } from '../shell/io.ts'
import { stylesFor } from '../shell/styles.ts'

const seen = new WeakSet<Io>()

/** Prints a recording file that cannot be read. The command goes on with the others and then exits 2. */
export function reportDamage(io: Io, { where, line, reason }: Damage): void {
  seen.add(io)
  const { red } = stylesFor(io, 'stderr')
  io.stderr.write(
    `${red('damaged')} ${printable(where)}${line === undefined ? '' : `:${line}`}: ${printable(reason)}\n`,
  )
}

/** Makes the command exit 2 for a damaged file that was printed otherwise. */
export function noteDamage(io: Io): void {
  seen.add(io)
}

/** Whether a damaged file was reported during this command. */
export function hasReportedDamage(io: Io): boolean {
  return seen.has(io)
}
