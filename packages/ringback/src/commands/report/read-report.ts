import { messageOf, RingbackError } from '@ringback/common'
import type { LoadReport } from '@ringback/simulator/load'
import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { loadReportSchema } from './load-report-schema.ts'
import type { ReportEvent } from './merge-reports.ts'

/** A JSON report: the events of a run, or a load. */
export type Report =
  | { readonly type: 'events'; readonly events: readonly ReportEvent[] }
  | { readonly type: 'load'; readonly load: LoadReport }

/** Reads a report of a shard. Throws a `RingbackError` that names the file. */
export async function readReport(path: string): Promise<Report> {
  try {
    const given: unknown = JSON.parse(await readFile(path, 'utf8'))
    return Array.isArray(given) ? { type: 'events', events: eventsIn(given) } : loadIn(given)
  } catch (error) {
    throw new RingbackError('bad-report', `Cannot merge ${path}: ${messageOf(error)}.`, {
      remedy:
        'Make reports with --reporter json=report.json, those of a load with ringback load ... --output report.json',
      cause: error,
    })
  }
}

function eventsIn(given: readonly unknown[]): readonly ReportEvent[] {
  if (!given.every(isEvent)) throw new Error('it is not a list of events')
  if (given.some(({ type }) => type === 'finished')) return given
  throw new Error('it has no last event, so the run was cut short')
}

function isEvent(value: unknown): value is ReportEvent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function loadIn(given: unknown): Report {
  if (typeof given !== 'object' || given === null || !('type' in given) || given.type !== 'load')
    throw new Error('it is neither a list of events nor the report of a load')
  const result = v.safeParse(loadReportSchema, given)
  if (result.success) return { type: 'load', load: result.output }
  const [issue] = result.issues
  throw new Error(`${v.getDotPath(issue) ?? 'the report'}: ${issue.message}`)
}
