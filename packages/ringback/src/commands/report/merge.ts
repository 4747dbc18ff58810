import { messageOf, RingbackError, printableJson } from '@ringback/common'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { writeOutput } from '../../format/write-output.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { type MergedReport, mergeReports, type ReportEvent } from './merge-reports.ts'

/** `ringback report merge`: the JSON reports of shards as one. */
export const reportMergeCommand: Command = command({
  positionals: {
    reports: {
      type: 'string',
      repeat: true,
      required: true,
      describe: 'JSON reports of `replay` or `contract verify`, made with --reporter json',
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
  examples: [['ringback report merge shard-*.json -o report.json', 'the report of the whole run']],
  run: async (options, io) => {
    const reports = await Promise.all(options.reports.map((path) => readReport(resolve(io.cwd, path))))
    const { events, findings }: MergedReport = mergeReports(reports)
    const text = `${printableJson(events, 2)}\n`
    if (options.output === undefined) io.stdout.write(text)
    else await writeOutput(options.output, text, io)
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
      throw new Error('it has no last event, so the run was cut short')
    }
    throw new Error('it is not a list of events')
  } catch (error) {
    throw new RingbackError('bad-report', `Cannot merge ${path}: ${messageOf(error)}.`, {
      remedy: 'Make reports with --reporter json=report.json',
      cause: error,
    })
  }
}

function isEvent(value: unknown): value is ReportEvent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
