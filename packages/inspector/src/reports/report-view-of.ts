import { RingbackError } from '@ringback/common'
import type { ReportView } from '../model/report-view.ts'
import { readContractReport } from './contract-report.ts'
import { readFindingsReport } from './findings-report.ts'
import { readMapReport, type CallsToCompare } from './map-report.ts'
import { readResultsReport } from './results-report.ts'

/** A report of a command to be shown. */
export interface NamedReport {
  /** Where it comes from, for messages: the name of its file. */
  readonly name: string
  /** What `--reporter json` of `fuzz`, `map` or `contract verify` writes. */
  readonly document: unknown
}

/**
 * Reads what `--reporter json` of `fuzz`, `map` or `contract verify` wrote, or what any command judged (`title`, `cases`).
 * `recorded`: calls that a map is compared with.
 * @throws {RingbackError} `bad-report` when it is none of them, or a field is wrong; the message names each field.
 */
export function reportViewOf({ document, name }: NamedReport, recorded?: CallsToCompare): ReportView {
  if (Array.isArray(document)) return readContractReport(document, name)
  if (hasField(document, 'voiceUrl')) return readMapReport(document, name, recorded)
  if (hasField(document, 'findings')) return readFindingsReport(document, name)
  if (hasField(document, 'cases')) return readResultsReport(document, name)
  throw new RingbackError('bad-report', `${name} is no report of fuzz, map or contract verify.`, {
    remedy: 'Write one: ringback fuzz <app> --reporter json=fuzz.json',
  })
}

function hasField(value: unknown, field: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field)
}
