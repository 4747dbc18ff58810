import { RingbackError } from '@ringback/common'
import { recordedCall } from '@ringback/map'
import type { Recording } from '@ringback/recording'
import type { CallRow } from '../model/call-list.ts'
import type { CallView } from '../model/call-view.ts'
import { createReportShelf } from '../reports/report-shelf.ts'
import type { NamedReport } from '../reports/report-view-of.ts'
import { callViewOf } from '../view/call-view-of.ts'
import { readCallOf } from '../view/row-of.ts'
import { singleFile } from './single-file.ts'

/** What an exported page says about itself. */
export interface ExportOptions {
  /** The version of ringback. */
  readonly version: string
  /** The folder's name, as the page shows it. */
  readonly folder: string
  /** Reports of commands that are shown beside the calls. Default: none. */
  readonly reports?: readonly NamedReport[] | undefined
}

/**
 * The page with these recordings as one HTML file that needs no network and asks for none.
 * @throws {RingbackError} `not-redacted` when an exchange was recorded without redaction: a file that is passed on must
 * not hold what is private; `bad-report` or `two-reports`.
 */
export function exportPage(
  recordings: readonly Recording[],
  { version, folder, reports = [] }: ExportOptions,
): string {
  const open = recordings.find(({ exchanges }) => exchanges.some(({ redaction }) => redaction === undefined))
  if (open !== undefined) {
    throw new RingbackError(
      'not-redacted',
      `The recording of ${open.callSid ?? 'no call'} is not redacted, so it is not exported.`,
      { remedy: 'Record it without --no-redact, or look at it in the live page: ringback inspect' },
    )
  }
  const calls = recordings.map((recording) => callViewOf(recording, { version }))
  const rows = recordings.map((recording, at) => exportedRow(recording, calls[at]))
  return singleFile('ringback: recorded calls', {
    'recorded-calls': { folder, rows: rows.toReversed(), calls },
    reports: createReportShelf(reports).views({ calls: recordings.map(recordedCall), left: 0 }),
  })
}

function exportedRow(recording: Recording, call: CallView | undefined): CallRow {
  const { exchanges, callSid } = recording
  return {
    id: call?.id ?? '',
    callSid,
    startedAt: call?.startedAt ?? '',
    from: call?.from ?? null,
    to: call?.to ?? null,
    exchanges: exchanges.length,
    problems: exchanges.filter(({ problem }) => problem !== null).length,
    details: readCallOf(recording).details,
    tags: [],
    note: '',
  }
}
