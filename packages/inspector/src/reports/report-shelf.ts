import { RingbackError } from '@ringback/common'
import type { ReportKind, ReportView } from '../model/report-view.ts'
import { reportViewOf } from './report-view-of.ts'

/** A report of a command to be shown. */
export interface NamedReport {
  /** Where it comes from, for messages: the name of its file. */
  readonly name: string
  /** What `--reporter json` of `fuzz`, `map` or `contract verify` writes. */
  readonly document: unknown
}

/** The reports that a page shows: one of each kind. */
export interface ReportShelf {
  /** In the order of the page's views. */
  readonly views: () => readonly ReportView[]
  /** Shows a report in place of the one of its kind. @throws {RingbackError} `bad-report`. */
  readonly put: (report: NamedReport) => void
}

const order: readonly ReportKind[] = ['map', 'findings', 'contract', 'results']

/** Holds reports. @throws {RingbackError} `bad-report`, `two-reports`; of several bad ones all are named. */
export function createReportShelf(reports: readonly NamedReport[]): ReportShelf {
  const shown = new Map<ReportKind, ReportView>()
  const names = new Map<ReportKind, string>()
  const problems: RingbackError[] = []
  for (const { name, document } of reports) {
    try {
      const view = reportViewOf(document, name)
      const other = names.get(view.kind)
      if (other !== undefined) problems.push(twoReports(view.kind, other, name))
      names.set(view.kind, name)
      shown.set(view.kind, view)
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
    views: () => order.flatMap((kind) => shown.get(kind) ?? []),
    put({ name, document }) {
      const view = reportViewOf(document, name)
      shown.set(view.kind, view)
    },
  }
}

function twoReports(kind: ReportKind, one: string, other: string): RingbackError {
  return new RingbackError('two-reports', `${one} and ${other} are both reports for the view ${kind}.`, {
    remedy: 'Pass one report for each view.',
  })
}
