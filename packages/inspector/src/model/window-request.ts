/** Which part of the list of calls is asked for. */
export interface WindowRequest {
  /** The place of the first row in the list of calls that match the filter, counted from 0. */
  readonly offset: number
  /** How many rows. */
  readonly limit: number
  /** Ids of calls whose places are asked for, so that the same rows stay in sight when others come. */
  readonly find: readonly string[]
}

const fewestRows = 100
/** The most rows that are given at once. */
const mostRows = 500
const mostFound = 10

/** Reads a request from a query string; what is missing or no number is the start of the list. */
export function windowRequestOf(query: URLSearchParams): WindowRequest {
  const whole = (name: string): number | undefined => {
    const text = query.get(name) ?? ''
    return /^\d{1,9}$/.test(text) ? Number(text) : undefined
  }
  return {
    offset: whole('offset') ?? 0,
    limit: Math.min(mostRows, whole('limit') ?? fewestRows),
    find: query.getAll('find').slice(0, mostFound),
  }
}

/** Writes a request as a query string. */
export function windowQueryOf({ offset, limit, find }: WindowRequest): string {
  const query = new URLSearchParams([
    ['offset', String(offset)],
    ['limit', String(limit)],
    ...find.map((id) => ['find', id]),
  ])
  return query.toString()
}
