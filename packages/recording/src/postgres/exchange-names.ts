import type { ExchangeName } from '../originals/sealed-originals.ts'

/** Names of exchanges as two parameters of a question: `unnest($1::text[], $2::timestamptz[]) as wanted (id, started_at)`. */
export function asColumns(names: readonly ExchangeName[]): readonly [string[], string[]] {
  return [names.map(({ id }) => id), names.map(({ startedAt }) => startedAt)]
}

/** The SQL that gives a time of the database in ISO 8601, exactly. */
export function isoOf(column: string): string {
  return `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

/** Before all rows in the order of their times and ids. */
export const beforeAll: ExchangeName = { startedAt: '-infinity', id: '' }
