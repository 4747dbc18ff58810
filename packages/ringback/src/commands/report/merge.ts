import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { messageOf, UserError } from '../../shell/user-error.ts'
import { type MergedReport, mergeReports, type ReportEvent } from './merge-reports.ts'

/** `ringback report merge`: the JSON reports of shards as one. */
export const reportMergeCommand: InstalledCommand = command({
  usage: 'merge <reports..>',
  describe: 'Merge JSON reports, those of the shards of one run',
  options: (parser) =>
    parser
      .positional('reports', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Made with --format json',
      })
      .options({ output: { type: 'string', describe: 'A file for the report (standard output)' } })
      .example('$0 report merge shard-*.json', ''),
  run: async (options, io) => {
    const reports = await Promise.all(options.reports.map((path) => readReport(resolve(io.cwd, path))))
    const { events, findings }: MergedReport = mergeReports(reports)
    const text = `${JSON.stringify(events, null, 2)}\n`
    if (options.output === undefined) io.stdout.write(text)
    else await writeFile(resolve(io.cwd, options.output), text)
    const totals = events.findLast(({ type }) => type === 'finished')?.counts ?? {}
    io.stderr.write(
      `${reports.length} reports: ${Object.entries(totals)
        .map(([name, number]) => `${number} ${name}`)
        .join(', ')}\n`,
    )
    return findings ? exitCode.findings : exitCode.good
  },
})

async function readReport(path: string): Promise<readonly ReportEvent[]> {
  try {
    const given: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (Array.isArray(given) && given.every(isEvent)) {
      if (given.some(({ type }) => type === 'finished')) return given
      throw new Error('it has no end, so the run was cut short')
    }
    throw new Error('it is no list of events')
  } catch (error) {
    throw new UserError(`${path} is no report: ${messageOf(error)}.`, 'Make reports with --format json.')
  }
}

function isEvent(value: unknown): value is ReportEvent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
