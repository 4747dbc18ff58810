import type { Pool, PoolClient } from 'pg'
import type { ExchangeName, SealedOriginal, SealedOriginals } from '../../originals/sealed-originals.ts'
import { bytesArray } from '../binary-array.ts'
import { asColumns, beforeAll, isoOf } from '../exchange-names.ts'
import { codeOf, inTransaction } from '../in-transaction.ts'
import { storable } from '../storable.ts'
import { assertMigrated } from '../migration/migrate.ts'
import { createPartitions } from '../partitions.ts'
import { tablesIn, type PostgresSchema, type TableNames } from '../schema.ts'
import { assertKeyNoted } from '../store-key.ts'

/** What is sent to the database in one statement at most: so many rows, of about so many bytes. */
const statementLimits = { rows: 500, bytes: 4 * 2 ** 20 }
/** The class of errors about a value: no time, or no text. */
const dataException = '22'
/** So many originals are read at once. */
const rowsAtOnce = 200

/**
 * The sealed originals of the recordings in a schema. Any number of programs may write to them and read them at once.
 * @throws {RingbackError} `store-not-migrated` when the tables are not those that this version needs (`migratePostgres`).
 */
export async function openPostgresOriginals(where: PostgresSchema): Promise<SealedOriginals> {
  await assertMigrated(where)
  return postgresOriginals(where)
}

/** The same, where somebody has looked at the tables already. */
export function postgresOriginals({ pool, schema }: PostgresSchema): SealedOriginals {
  const names = tablesIn(schema)
  const partitions = createPartitions(pool, names.originals)

  async function insert(originals: readonly SealedOriginal[], known: 'keep' | 'replace'): Promise<void> {
    const sorted = originals.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    for (const some of statementsOf(sorted)) await insertSome(some, known)
  }

  async function insertSome(some: readonly SealedOriginal[], known: 'keep' | 'replace'): Promise<void> {
    const columns = [
      ...asColumns(some),
      some.map(({ leg }) => storable(leg)),
      some.map(({ keyId }) => keyId),
      bytesArray(some.map(({ sealed }) => sealed)),
    ]
    const write = async (client: PoolClient): Promise<void> => {
      await assertKeyNoted(client, names, new Set(some.map(({ keyId }) => keyId)))
      await client.query(insertion(names, known), columns)
    }
    try {
      await partitions.write(
        some.map(({ startedAt }) => startedAt),
        async () => inTransaction(pool, write),
      )
    } catch (error) {
      if (!codeOf(error).startsWith(dataException)) throw error
      // The name of an exchange is none that the database knows, so the exchange is not there either.
      if (some.length > 1) for (const each of some) await insertSome([each], known)
    }
  }

  return {
    keep: async (originals) => insert(originals, 'keep'),
    replace: async (originals) => insert(originals, 'replace'),
    find: async (exchanges) => find(pool, names, exchanges),
    pages: (keyIds, which) => pages(pool, names, keyIds, which),
    async remove(exchanges) {
      const { rowCount } = await pool.query(
        `delete from ${names.originals} old using unnest($1::text[], $2::timestamptz[]) as gone (id, started_at)
         where old.started_at = gone.started_at and old.id = gone.id`,
        [...asColumns(exchanges)],
      )
      return rowCount ?? 0
    },
  }
}

/**
 * Whoever removes an exchange waits for those who are keeping its original, and then sees it: no original outlives its exchange
 * by having come at the same time.
 */
function insertion({ originals, exchanges }: TableNames, known: 'keep' | 'replace'): string {
  const update = `update set leg = excluded.leg, key_id = excluded.key_id, sealed = excluded.sealed
     where old.sealed <> excluded.sealed`
  return `insert into ${originals} as old (id, started_at, leg, key_id, sealed)
     select new.id, new.started_at, new.leg, new.key_id, new.sealed
     from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::bytea[])
       as new (id, started_at, leg, key_id, sealed)
     join ${exchanges} exchange on exchange.started_at = new.started_at and exchange.id = new.id
     for key share of exchange
     on conflict (started_at, id) do ${known === 'keep' ? 'nothing' : update}`
}

/** Rows in groups that one statement takes, each id once: the last one given. */
export function* statementsOf<Original extends Pick<SealedOriginal, 'id' | 'sealed'>>(
  originals: readonly Original[],
): Generator<readonly Original[]> {
  let some: Original[] = []
  let bytes = 0
  for (const original of new Map(originals.map((each) => [each.id, each])).values()) {
    some.push(original)
    bytes += original.sealed.length
    if (some.length < statementLimits.rows && bytes < statementLimits.bytes) continue
    yield some
    some = []
    bytes = 0
  }
  if (some.length > 0) yield some
}

interface Row {
  readonly id: string
  readonly at: string
  readonly leg: string
  readonly key_id: string
  readonly sealed: Uint8Array
}

function originalOf({ id, at, leg, key_id: keyId, sealed }: Row): SealedOriginal {
  return { id, startedAt: at, leg, keyId, sealed }
}

async function find(
  pool: Pool,
  { originals }: TableNames,
  exchanges: readonly ExchangeName[],
): Promise<ReadonlyMap<string, SealedOriginal>> {
  const found = new Map<string, SealedOriginal>()
  for (let from = 0; from < exchanges.length; from += rowsAtOnce) {
    const { rows } = await pool.query<Row>(
      `select old.id, ${isoOf('old.started_at')} as at, leg, key_id, sealed
       from unnest($1::text[], $2::timestamptz[]) as wanted (id, started_at)
       join ${originals} old on old.started_at = wanted.started_at and old.id = wanted.id`,
      [...asColumns(exchanges.slice(from, from + rowsAtOnce))],
    )
    for (const row of rows) found.set(row.id, originalOf(row))
  }
  return found
}

async function* pages(
  pool: Pool,
  { originals, exchanges }: TableNames,
  keyIds: readonly string[],
  which: 'all' | 'without-exchange',
): AsyncGenerator<readonly SealedOriginal[]> {
  const gone = `and not exists (
    select from ${exchanges} exchange where exchange.started_at = old.started_at and exchange.id = old.id)`
  let after = beforeAll
  for (;;) {
    const { rows } = await pool.query<Row>(
      `select id, ${isoOf('started_at')} as at, leg, key_id, sealed from ${originals} old
       where (started_at, id) > ($1::timestamptz, $2) and key_id = any($3) ${which === 'all' ? '' : gone}
       order by started_at, id limit $4`,
      [after.startedAt, after.id, keyIds, rowsAtOnce],
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(originalOf)
    after = { startedAt: last.at, id: last.id }
  }
}
