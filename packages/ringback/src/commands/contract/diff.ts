import { printableJson, visible } from '@ringback/common'
import { diffPacts, loadPacts, type ContractChange } from '@ringback/contract'
import { resolve } from 'node:path'
import { count } from '../../format/count.ts'
import { wrap } from '../../format/wrap.ts'
import { formatOption } from '../../options/shared.ts'
import type { Terminal } from '../../reporters/reporter.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { stylesFor } from '../../shell/styles.ts'

/** `ringback contract diff`: what changes for the caller between two contracts. */
export const contractDiffCommand: Command = command({
  positionals: {
    old: { type: 'string', required: true, describe: 'A pact file, or a folder of them' },
    new: { type: 'string', required: true, describe: 'Another one' },
  },
  options: { format: formatOption },
  examples: [
    ['ringback contract diff main/pacts pacts', 'exit 1 when a change breaks something for the caller'],
  ],
  run: async (options, io) => {
    const read = (path: string): ReturnType<typeof loadPacts> => loadPacts([resolve(io.cwd, path)])
    const changes = diffPacts(await read(options.old), await read(options.new))
    const terminal = { styles: stylesFor(io, 'stdout'), columns: io.columns }
    const lines =
      options.format === 'json' ? [printableJson(changes, 2)] : changeLines(visible(changes), terminal)
    io.stdout.write(`${lines.join('\n')}\n`)
    return changes.some(({ severity }) => severity === 'breaking') ? exitCode.findings : exitCode.good
  },
})

function changeLines(changes: readonly ContractChange[], { styles, columns }: Terminal): readonly string[] {
  const { red, yellow, green, bold } = styles
  const breaking = changes.filter(({ severity }) => severity === 'breaking').length
  const summary = `${count(changes.length, 'change')}, ${breaking} breaking`
  return [
    ...[...Map.groupBy(changes, (change) => change.description)].flatMap(([description, members]) => [
      bold(description),
      ...members.flatMap(({ severity, message }) =>
        wrap(`  ${severity === 'breaking' ? red('breaking') : yellow('safe    ')} ${message}`, columns, 11),
      ),
    ]),
    breaking === 0 ? green(summary) : red(summary),
  ]
}
