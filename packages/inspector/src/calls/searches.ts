import { queryOf, type CallFilter } from '../model/call-filter.ts'

/** Searches under way, and those whose results may be asked for again, by their filters. */
export interface Searches<Search> {
  /** The search of a filter, made where there is none. */
  readonly of: (filter: CallFilter, create: () => Search) => Search
  readonly all: () => Iterable<Search>
}

/** Filters that are remembered: those of some open pages. */
const mostSearches = 8

/** Those that nobody waits for are forgotten, and so is the one that was not asked for longest. */
export function createSearches<Search extends { readonly isWanted: () => boolean }>(): Searches<Search> {
  const searches = new Map<string, Search>()
  return {
    all: () => searches.values(),
    of(filter, create) {
      for (const [each, { isWanted }] of searches) if (!isWanted()) searches.delete(each)
      const key = queryOf(filter)
      const search = searches.get(key) ?? create()
      searches.delete(key)
      searches.set(key, search)
      const [oldest] = searches.keys()
      if (searches.size > mostSearches && oldest !== undefined) searches.delete(oldest)
      return search
    },
  }
}
