import { createReportShelf } from '../reports/report-shelf.ts'
import type { NamedReport } from '../reports/report-view-of.ts'
import { singleFile } from './single-file.ts'

/**
 * The page with reports of commands and no recordings, as one HTML file that needs no network and asks for none.
 * @throws {RingbackError} `bad-report` or `two-reports`.
 */
export function exportReports(reports: readonly NamedReport[]): string {
  return singleFile('ringback: report', { reports: createReportShelf(reports).views() })
}
