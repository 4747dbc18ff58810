import { setTimeout as sleep } from 'node:timers/promises'
import type { CallEntry, CallTable, SearchableNotes } from '@ringback/recording'
import { everyCall, queryOf, type CallFilter } from '../../model/call-filter.ts'
import type { WindowRequest } from '../../model/window-request.ts'
import type { PatientSearch } from '../patient-search.ts'
import { createSearches } from '../searches.ts'
import { createCallCounts } from './call-counts.ts'
import { createDatabaseSearch, criteriaOf, needsSearch, type FoundIds } from './database-search.ts'

/** What a filter finds, and the part of it that was asked for. */
export interface MatchingPart {
  readonly entries: readonly CallEntry[]
  readonly matched: number
  /** How many calls there are without a filter. */
  readonly total: number
  readonly scanned: number
  readonly isComplete: boolean
  readonly places: readonly (number | null)[]
}

/** The calls of a database that match filters. */
export interface MatchingCalls {
  /** A part of them; while a search takes long, of those that it has found so far. */
  readonly part: (filter: CallFilter, request: WindowRequest, signal: AbortSignal) => Promise<MatchingPart>
  /** The list has changed. */
  readonly changed: () => void
}

/** An answer does not wait longer for the number of all calls that match: it is to be asked again. */
const patienceMs = 50

/** Looks filters up by the database's indexes, or searches the list for those that have none. */
export function createMatchingCalls(table: CallTable, notes: SearchableNotes): MatchingCalls {
  const searches = createSearches<PatientSearch<FoundIds>>()
  const counts = createCallCounts(table)

  async function indexed(
    filter: CallFilter,
    { offset, limit, find }: WindowRequest,
  ): Promise<Omit<MatchingPart, 'total' | 'scanned'>> {
    const criteria = criteriaOf(filter)
    const [entries, counted, places] = await Promise.all([
      table.page(criteria, offset, limit),
      Promise.race([counts.of(filter), sleep(patienceMs, undefined, { ref: false })]),
      Promise.all(find.map(async (id) => (id === '' ? null : table.placeOf(criteria, id)))),
    ])
    if (counted !== undefined) return { entries, matched: counted, isComplete: true, places }
    const matched = Math.max(counts.last(filter) ?? 0, offset + entries.length)
    return { entries, matched, isComplete: false, places }
  }

  async function searched(
    filter: CallFilter,
    { offset, limit, find }: WindowRequest,
    signal: AbortSignal,
  ): Promise<Omit<MatchingPart, 'total'>> {
    const search = searches.of(filter, () => createDatabaseSearch(filter, { table, notes }))
    const { found, isComplete } = await search.result(signal)
    const ids = found.ids.slice(offset, offset + limit)
    const byId = new Map((await table.named(ids)).map((entry) => [entry.firstId, entry]))
    const entries = ids.flatMap((id) => byId.get(id) ?? [])
    const places = find.map((id) => found.ids.indexOf(id)).map((at) => (at < 0 ? null : at))
    return { entries, matched: found.ids.length, scanned: found.scanned, isComplete, places }
  }

  return {
    async part(filter, request, signal) {
      const counting = counts.of(everyCall)
      if (!needsSearch(filter)) {
        const [total, found] = await Promise.all([counting, indexed(filter, request)])
        if (queryOf(filter) === queryOf(everyCall)) {
          return { ...found, matched: total, total, scanned: total, isComplete: true }
        }
        return { ...found, total, scanned: found.isComplete ? total : Math.min(found.matched, total) }
      }
      const [total, found] = await Promise.all([counting, searched(filter, request, signal)])
      return { ...found, total, scanned: found.isComplete ? total : Math.min(found.scanned, total) }
    },
    changed() {
      counts.changed()
      for (const search of searches.all()) search.changed()
    },
  }
}
