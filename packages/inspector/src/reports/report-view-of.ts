import { RingbackError } from '@ringback/common'
import type { ReportView } from '../model/report-view.ts'
import { readContractReport } from './contract-report.ts'
import { readFindingsReport } from './findings-report.ts'
import { readMapReport } from './map-report.ts'
import { readResultsReport } from './results-report.ts'

/**
 * Reads what `--reporter json` of `fuzz`, `map` or `contract verify` wrote, or what any command judged (`title`, `cases`).
 * `name`: the file, for messages.
 * @throws {RingbackError} `bad-report` when it is none of them, or a field is wrong; the message names each field.
 */
export function reportViewOf(document: unknown, name: string): ReportView {
  if (Array.isArray(document)) return readContractReport(document, name)
  if (hasField(document, 'voiceUrl')) return readMapReport(document, name)
  if (hasField(document, 'findings')) return readFindingsReport(document, name)
  if (hasField(document, 'cases')) return readResultsReport(document, name)
  throw new RingbackError('bad-report', `${name} is no report of fuzz, map or contract verify.`, {
    remedy: 'Write one: ringback fuzz <app> --reporter json=fuzz.json',
  })
}

function hasField(value: unknown, field: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field)
}
