import type { CallTable } from '@ringback/recording'
import { queryOf, type CallFilter } from '../../model/call-filter.ts'
import { criteriaOf } from './database-search.ts'

/** How many calls match filters that the database knows by an index; each is counted once until the list changes. */
export interface CallCounts {
  readonly of: (filter: CallFilter) => Promise<number>
  /** The list has changed. */
  readonly changed: () => void
}

export function createCallCounts(table: Pick<CallTable, 'count'>): CallCounts {
  const counts = new Map<string, Promise<number>>()
  return {
    async of(filter) {
      const key = queryOf(filter)
      const known = counts.get(key)
      if (known !== undefined) return known
      const counting = table.count(criteriaOf(filter))
      counts.set(key, counting)
      try {
        return await counting
      } catch (error) {
        // It is asked for again.
        if (counts.get(key) === counting) counts.delete(key)
        throw error
      }
    },
    changed: () => counts.clear(),
  }
}
