import { tablesIn, type PostgresSchema } from './schema.ts'

/** What is in a store. */
export interface PostgresStatistics {
  readonly calls: number
  readonly exchanges: number
  /** Exchanges with a problem. */
  readonly problems: number
  /** Exchanges whose original is kept, sealed. */
  readonly originals: number
  /** When the first and the last exchange started: ISO 8601; null of an empty store. */
  readonly first: string | null
  readonly last: string | null
  /** What the tables and their indexes take on the server's disk. */
  readonly bytes: number
  /** The id of the redaction key; null before the first recordings. */
  readonly keyId: string | null
}

/** Counts what is in a store. Days of exchanges without a call count as a call each. */
export async function postgresStatistics(where: PostgresSchema): Promise<PostgresStatistics> {
  const { legs, originals, keys, schema } = tablesIn(where.schema)
  const { rows } = await where.pool.query<Record<string, string | Date | null>>(
    `select count(distinct call) filter (where exchanges > 0) as calls, coalesce(sum(exchanges), 0) as exchanges,
       coalesce(sum(problems), 0) as problems, (select count(*) from ${originals}) as originals, min(started_at) as first, max(last_at) as last,
       (select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = $1 and c.relkind in ('r', 'p')) as bytes,
       (select key_id from ${keys}) as key_id
     from ${legs}`,
    [schema],
  )
  const found = rows[0] ?? {}
  return {
    calls: Number(found['calls']),
    exchanges: Number(found['exchanges']),
    problems: Number(found['problems']),
    originals: Number(found['originals']),
    first: timeOf(found['first']),
    last: timeOf(found['last']),
    bytes: Number(found['bytes']),
    keyId: typeof found['key_id'] === 'string' ? found['key_id'] : null,
  }
}

function timeOf(value: string | Date | null | undefined): string | null {
  return value instanceof Date ? value.toISOString() : null
}
