import type { Pool } from 'pg'
import { inTransaction } from '../in-transaction.ts'
import { dropEmptyPartitions } from '../partitions.ts'
import { tablesIn, type PostgresSchema, type TableNames } from '../schema.ts'

/** Which originals `prunePostgresOriginals` removes. */
export interface PruneOriginalsOptions {
  /** Also those of calls that began before this (ISO 8601). */
  readonly before?: string
  /** True: nothing is removed. */
  readonly dryRun?: boolean
}

/** How many originals, and the bytes that are sealed. */
export interface OriginalsCount {
  readonly originals: number
  readonly bytes: number
}

/** Which originals were removed, or would be. */
export interface PrunedOriginals {
  /** Of exchanges that are not there any more. */
  readonly withoutExchange: OriginalsCount
  /** Of calls that began before the time given. */
  readonly old: OriginalsCount
}

/** So many rows are removed in one transaction, so that nobody waits long for them. */
const rowsAtOnce = 5000

/**
 * Removes originals of exchanges that are gone, and old ones, while others go on writing. Needs no key. The recordings stay as
 * they are.
 */
export async function prunePostgresOriginals(
  where: PostgresSchema,
  { before, dryRun = false }: PruneOriginalsOptions,
): Promise<PrunedOriginals> {
  const names = tablesIn(where.schema)
  const { pool } = where
  const some = { pool, names, dryRun }
  const old = { originals: 0, bytes: 0 }
  const times = before === undefined ? [] : [before]
  const oldOnes = before === undefined ? [] : [beganBefore, wentOn(names)]
  for (const condition of oldOnes) add(old, await prune(some, condition, times))
  // What is old is counted as old.
  const others = oldOnes.map((condition) => `not (${condition})`)
  const withoutExchange = await prune(some, [...others, isWithoutExchange(names)].join(' and '), times)
  if (before !== undefined && !dryRun) await dropEmptyPartitions(pool, names.originals, before)
  return { withoutExchange, old }
}

const beganBefore = 'old.started_at < $1::timestamptz'

/** Of calls that began before a time, what came after it. Days of exchanges without a call end by themselves. */
function wentOn({ legs }: TableNames): string {
  return `old.started_at >= $1::timestamptz and old.leg in (
    select other.sid from ${legs} leg join ${legs} other using (call)
    where leg.started_at < $1::timestamptz and other.last_at >= $1::timestamptz and other.sid not like 'no call on %')`
}

function isWithoutExchange({ exchanges }: TableNames): string {
  return `not exists (
    select from ${exchanges} exchange where exchange.started_at = old.started_at and exchange.id = old.id)`
}

async function prune(
  { pool, names, dryRun }: { readonly pool: Pool; readonly names: TableNames; readonly dryRun: boolean },
  condition: string,
  parameters: readonly string[],
): Promise<OriginalsCount> {
  const counts = 'count(*) as originals, coalesce(sum(bytes), 0) as bytes'
  const table = names.originals
  if (dryRun) {
    const found = `select octet_length(sealed) as bytes from ${table} old where ${condition}`
    return countsIn(await pool.query(`select ${counts} from (${found}) as found`, [...parameters]))
  }
  const total = { originals: 0, bytes: 0 }
  for (;;) {
    const some = `select started_at, id from ${table} old where ${condition} limit ${rowsAtOnce}`
    const removed = await inTransaction(pool, async (client) =>
      client.query(
        `with gone as (
           delete from ${table} original using (${some}) as chosen
           where original.started_at = chosen.started_at and original.id = chosen.id
           returning octet_length(sealed) as bytes)
         select ${counts} from gone`,
        [...parameters],
      ),
    )
    const step = countsIn(removed)
    if (step.originals === 0) return total
    add(total, step)
  }
}

function countsIn({ rows }: { readonly rows: readonly Record<string, unknown>[] }): OriginalsCount {
  return { originals: Number(rows[0]?.['originals']), bytes: Number(rows[0]?.['bytes']) }
}

function add(total: { originals: number; bytes: number }, { originals, bytes }: OriginalsCount): void {
  total.originals += originals
  total.bytes += bytes
}
