import { RingbackError, printableJson } from '@ringback/common'
import { mergeLoadReports, type LoadReport } from '@ringback/simulator/load'
import { resolve } from 'node:path'
import { writeLines } from '../../format/write-lines.ts'
import { writeOutput } from '../../format/write-output.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { findingsOf, loadDocument, loadLines } from '../load/load-lines.ts'
import { type MergedReport, mergeReports, type ReportEvent } from './merge-reports.ts'
import { readReport } from './read-report.ts'

/** `ringback report merge`: the JSON reports of shards as one. */
export const reportMergeCommand: Command = command({
  positionals: {
    reports: {
      type: 'string',
      repeat: true,
      required: true,
      describe: 'JSON reports of `replay`, `contract verify` or `load`, one of each shard',
    },
  },
  options: {
    output: {
      type: 'string',
      alias: 'o',
      placeholder: '<file>',
      describe: 'The file to write (default: stdout)',
    },
  },
  examples: [
    ['ringback report merge shard-*.json -o report.json', 'the report of the whole run'],
    ['ringback report merge load-1.json load-2.json -o load.json', 'one load that two machines made'],
  ],
  run: async ({ reports: paths, output }, io) => {
    const reports = await Promise.all(paths.map((path) => readReport(resolve(io.cwd, path))))
    const loads = reports.flatMap((report) => (report.type === 'load' ? [report.load] : []))
    const runs = reports.flatMap((report) => (report.type === 'events' ? [report.events] : []))
    if (loads.length > 0 && runs.length > 0) {
      throw new RingbackError('other-report', 'Reports of loads and of other runs cannot be merged.', {
        remedy: 'Pass the reports of one run only.',
      })
    }
    return loads.length > 0 ? writeLoad(loads, output, io) : writeRun(runs, output, io)
  },
})

async function writeRun(
  reports: readonly (readonly ReportEvent[])[],
  output: string | undefined,
  io: Io,
): Promise<ExitCode> {
  const { events, findings }: MergedReport = mergeReports(reports)
  await write(events, output, io)
  const totals = events.findLast(({ type }) => type === 'finished')?.counts ?? {}
  io.stderr.write(
    `${reports.length} reports: ${Object.entries(totals)
      .map(([name, number]) => `${number} ${name}`)
      .join(', ')}\n`,
  )
  return findings ? exitCode.findings : exitCode.good
}

/** The report of a load goes where its JSON goes not: to stdout for a person where the JSON is in a file. */
async function writeLoad(
  reports: readonly LoadReport[],
  output: string | undefined,
  io: Io,
): Promise<ExitCode> {
  const report = mergeLoadReports(reports)
  await write(loadDocument(report), output, io)
  const stream = output === undefined ? 'stderr' : 'stdout'
  writeLines(loadLines(report, { styles: stylesFor(io, stream), columns: io.columns }), io[stream])
  return findingsOf(report).length === 0 ? exitCode.good : exitCode.findings
}

async function write(document: object, output: string | undefined, io: Io): Promise<void> {
  const text = `${printableJson(document, 2)}\n`
  if (output === undefined) io.stdout.write(text)
  else await writeOutput(output, text, io)
}
