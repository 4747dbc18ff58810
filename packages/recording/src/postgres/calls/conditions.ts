import type { Pool } from 'pg'
import { storable } from '../storable.ts'
import type { TableNames } from '../schema.ts'
import type { CallCriteria, SearchedText } from '../../calls/call-criteria.ts'
import { termsOfCriteria } from './terms.ts'

/** A condition on rows of the list of calls, and the values of its parameters `$1`, `$2`, ... */
export interface Condition {
  readonly sql: string
  readonly values: unknown[]
}

/** The hashes of terms, as the database makes them; those that were asked for are remembered. */
export interface TermHashes {
  of(terms: readonly string[]): Promise<readonly string[]>
}

const mostRemembered = 1000

export function createTermHashes(pool: Pool): TermHashes {
  const known = new Map<string, string>()
  return {
    async of(terms) {
      const unknown = terms.filter((term) => !known.has(term))
      if (unknown.length > 0) {
        if (known.size > mostRemembered) known.clear()
        const { rows } = await pool.query<{ term: string; hash: string }>(
          'select term, hashtextextended(term, 0)::text as hash from unnest($1::text[]) as term',
          [unknown],
        )
        for (const { term, hash } of rows) known.set(term, hash)
      }
      return terms.flatMap((term) => known.get(term) ?? [])
    },
  }
}

/**
 * The condition of criteria. The hashes are values of the statement, so that the database knows how many calls have them, and reads
 * either an index or the newest calls.
 */
export async function conditionsOf(
  criteria: CallCriteria,
  { notes }: TableNames,
  hashes: TermHashes,
): Promise<Condition> {
  const terms = termsOfCriteria(criteria)
  const parts: string[] = []
  const values: unknown[] = []
  if (terms.length > 0) {
    values.push(await hashes.of(terms))
    parts.push(`terms @> $${values.length}::bigint[]`)
  }
  if (criteria.tag !== '') {
    values.push([storable(criteria.tag)])
    parts.push(`first_id in (select exchange from ${notes} where tags @> $${values.length}::text[])`)
  }
  return { sql: parts.length === 0 ? 'true' : parts.join(' and '), values }
}

/** The condition of a text that is looked for. `used`: how many parameters the statement has before. */
export function textCondition({ text, orIds }: SearchedText, used: number): Condition {
  if (text === '') return { sql: 'true', values: [] }
  // A line feed stands between the texts of a row, and in none of them.
  const wanted = storable(text.toLowerCase()).replaceAll(/[%\\_]/g, String.raw`\$&`)
  return {
    sql: `(search like $${used + 1} or first_id = any($${used + 2}::text[]))`,
    values: [`%${wanted}%`, orIds],
  }
}
