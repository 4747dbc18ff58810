import { printable } from '@ringback/common'
import type { Io } from '../../../shell/io.ts'
import { stylesFor } from '../../../shell/styles.ts'
import type { FileChange } from './file-change.ts'

/** Prints what would be written, as a diff: `+` before each line that comes in. */
export function showChanges(changes: readonly FileChange[], io: Io): void {
  const { bold, green } = stylesFor(io, 'stdout')
  const write = (line: string): unknown => io.stdout.write(`${line}\n`)
  for (const change of changes) {
    const path = printable(change.path)
    if (change.type === 'keep') {
      if (change.missing.length === 0) continue
      write(`${bold(path)} exists and is left as it is. Lines that it does not have:`)
      for (const line of change.missing) write(`    ${printable(line)}`)
    } else {
      write(`${bold(path)}${change.type === 'create' ? ' (new)' : ''}`)
      if (change.type === 'append') for (const line of change.context) write(`    ${printable(line)}`)
      for (const line of change.text.trim().split(/\r?\n/)) {
        write(`  ${green(`+ ${printable(line)}`.trimEnd())}`)
      }
    }
    write('')
  }
}
