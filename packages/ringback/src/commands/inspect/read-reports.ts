import { messageOf, RingbackError } from '@ringback/common'
import type { NamedReport } from '@ringback/inspector'
import { readRegularText } from '@ringback/recording/node'
import { resolve } from 'node:path'
import type { Io } from '../../shell/io.ts'

/** Reads reports that `--reporter json` wrote. @throws {RingbackError} `bad-report`, with every file that cannot be read. */
export async function readReports(files: readonly string[], io: Io): Promise<readonly NamedReport[]> {
  const problems: string[] = []
  const reports: NamedReport[] = []
  for (const name of files) {
    try {
      const document: unknown = JSON.parse(await readRegularText(resolve(io.cwd, name)))
      reports.push({ name, document })
    } catch (error) {
      problems.push(`Cannot read the report ${name}: ${messageOf(error)}`)
    }
  }
  if (problems.length === 0) return reports
  throw new RingbackError('bad-report', problems.join('\n'), {
    remedy: 'Write a report: ringback fuzz <app> --reporter json=fuzz.json',
  })
}
