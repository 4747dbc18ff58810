import { resolve } from 'node:path'
import { diffPacts, loadPacts } from '@ringback/contract'
import { count } from '../../format/count.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { stylesFor } from '../../shell/styles.ts'
import { orUserError } from './user-error.ts'

/** `ringback contract diff`: what changes for the caller between two contracts. */
export const contractDiffCommand: InstalledCommand = command({
  usage: 'diff <old> <new>',
  describe: 'Say what changes for the caller between two contracts',
  options: (parser) =>
    parser
      .positional('old', { type: 'string', demandOption: true, describe: 'A pact file, or a folder of them' })
      .positional('new', { type: 'string', demandOption: true, describe: 'Another one' })
      .options({ format: { choices: ['pretty', 'json'] as const, default: 'pretty' as const } }),
  run: async (options, io) => {
    const read = (path: string): ReturnType<typeof loadPacts> => loadPacts([resolve(io.cwd, path)])
    const changes = await orUserError(async () => diffPacts(await read(options.old), await read(options.new)))
    const breaking = changes.filter(({ severity }) => severity === 'breaking').length
    if (options.format === 'json') io.stdout.write(`${JSON.stringify(changes, null, 2)}\n`)
    else {
      const { red, yellow, green, bold } = stylesFor(io, 'stdout')
      for (const [description, members] of Map.groupBy(changes, (change) => change.description)) {
        io.stdout.write(`${bold(description)}\n`)
        for (const { severity, message } of members) {
          io.stdout.write(`  ${severity === 'breaking' ? red('breaking') : yellow('safe    ')} ${message}\n`)
        }
      }
      const summary = `${count(changes.length, 'change')}, ${breaking} breaking`
      io.stdout.write(`${breaking === 0 ? green(summary) : red(summary)}\n`)
    }
    return breaking === 0 ? exitCode.good : exitCode.findings
  },
})
