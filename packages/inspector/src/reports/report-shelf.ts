import { RingbackError } from '@ringback/common'
import type { ReportKind, ReportView } from '../model/report-view.ts'
import type { CallsToCompare } from './map-report.ts'
import { reportViewOf, type NamedReport } from './report-view-of.ts'

/** The reports that a page shows: one of each kind. */
export interface ReportShelf {
  /** In the order of the page's views. `recorded`: calls that a map is compared with. */
  readonly views: (recorded?: CallsToCompare) => readonly ReportView[]
  /** Whether there is one of a kind. */
  readonly has: (kind: ReportKind) => boolean
  /** Shows a report in place of the one of its kind. @throws {RingbackError} `bad-report`. */
  readonly put: (report: NamedReport) => void
}

const order: readonly ReportKind[] = ['map', 'findings', 'contract', 'results']

/** Holds reports. @throws {RingbackError} `bad-report`, `two-reports`; of several bad ones all are named. */
export function createReportShelf(reports: readonly NamedReport[]): ReportShelf {
  const shown = new Map<ReportKind, NamedReport>()
  const problems: RingbackError[] = []
  for (const report of reports) {
    try {
      const { kind } = reportViewOf(report)
      const other = shown.get(kind)
      if (other !== undefined) problems.push(twoReports(kind, other.name, report.name))
      shown.set(kind, report)
    } catch (error) {
      if (!(error instanceof RingbackError)) throw error
      problems.push(error)
    }
  }
  const [first] = problems
  if (first !== undefined && problems.length > 1) {
    throw new RingbackError(first.code, problems.map(({ message }) => message).join('\n'), {
      ...(first.remedy !== undefined && { remedy: first.remedy }),
    })
  }
  if (first !== undefined) throw first
  return {
    views: (recorded) =>
      order.flatMap((kind) => {
        const report = shown.get(kind)
        return report === undefined ? [] : reportViewOf(report, recorded)
      }),
    has: (kind) => shown.has(kind),
    put(report) {
      shown.set(reportViewOf(report).kind, report)
    },
  }
}

function twoReports(kind: ReportKind, one: string, other: string): RingbackError {
  return new RingbackError('two-reports', `${one} and ${other} are both reports for the view ${kind}.`, {
    remedy: 'Pass one report for each view.',
  })
}
