import type { CallTable } from '@ringback/recording'
import { queryOf, type CallFilter } from '../../model/call-filter.ts'
import { criteriaOf } from './database-search.ts'

/** How many calls match filters that the database knows by an index; each is counted once until the list changes. */
export interface CallCounts {
  readonly of: (filter: CallFilter) => Promise<number>
  /** How many there were when they were counted last; undefined before that. */
  readonly last: (filter: CallFilter) => number | undefined
  /** The list has changed. */
  readonly changed: () => void
}

/** Counts of so many filters are remembered. */
const mostRemembered = 100

export function createCallCounts(table: Pick<CallTable, 'count'>): CallCounts {
  const counts = new Map<string, Promise<number>>()
  const last = new Map<string, number>()
  return {
    async of(filter) {
      const key = queryOf(filter)
      const known = counts.get(key)
      if (known !== undefined) return known
      const counting = table.count(criteriaOf(filter))
      counts.set(key, counting)
      try {
        const counted = await counting
        last.delete(key)
        last.set(key, counted)
        const [oldest] = last.keys()
        if (last.size > mostRemembered && oldest !== undefined) last.delete(oldest)
        return counted
      } catch (error) {
        // It is asked for again.
        if (counts.get(key) === counting) counts.delete(key)
        throw error
      }
    },
    last: (filter) => last.get(queryOf(filter)),
    changed: () => counts.clear(),
  }
}
