import { createRedactor } from '@ringback/redaction'
import {
  createDatabaseOriginalsKeeper,
  exchangeOf,
  openOriginals,
  rotateDatabaseKeys,
  settledExchange,
  type ForgettableDatabase,
} from '@ringback/redaction/node'
import {
  claimPostgresKey,
  migratePostgres,
  openPostgresOriginals,
  openPostgresStore,
  openRemovableRecordings,
  openRotatableRecordings,
  postgresForgotten,
  postgresLearnedValues,
  postgresNotes,
  prunePostgresOriginals,
} from '@ringback/recording/postgres'
import { startPostgresPool, type TestPool } from '@ringback/test-support/postgres-pool'
import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll } from 'vitest'
import type { Exchange, RotatableRecordings } from '@ringback/recording'
import { Killed } from '../record-directly.ts'
import { everythingIn, inFolder } from '../support.ts'
import type { InPlace } from './recorded-place.ts'

/**
 * Gives the tables of a schema of their own. Starts a PostgreSQL server before the tests of this file, and stops it after them.
 */
export function inDatabasePlaces(): InPlace {
  let server: TestPool | undefined
  beforeAll(async () => {
    server = await startPostgresPool()
  }, 60_000)
  afterAll(async () => server?.stop())

  return async (use) =>
    inFolder(async (recordings, ring) => {
      if (server === undefined) throw new Error('The server is started before the tests.')
      const where = await server.newSchema(migratePostgres)
      await claimPostgresKey(where, ring.current.keyId)
      await mkdir(recordings, { recursive: true })
      const store = await openPostgresStore(where)
      const database: ForgettableDatabase = {
        originals: await openPostgresOriginals(where),
        recordings: await openRemovableRecordings(where),
        forgotten: postgresForgotten(where),
        name: `postgres://127.0.0.1/${where.schema}`,
      }
      const table = `${where.schema}.originals`
      await use({
        recordings,
        ring,
        notes: postgresNotes(where),
        where: { recordings, ring, database },
        async record(observed, { hasOriginal = () => true, ownNumbers = [] } = {}) {
          const { pseudonymKey: key, keyId } = ring.current
          const redactor = createRedactor({ key, keyId, ownNumbers })
          const settled = observed.map((each) => {
            const original = exchangeOf(each)
            return {
              ...settledExchange(redactor.redactExchange(original), original),
              isKept: hasOriginal(each),
            }
          })
          await Promise.all(settled.map(async ({ recorded }) => store.append(recorded)))
          await createDatabaseOriginalsKeeper(
            database.originals,
            ring.current,
          )(settled.filter(({ isKept }) => isKept))
        },
        async recorded() {
          const all: Exchange[] = []
          for await (const { exchanges } of store.list()) all.push(...exchanges)
          return all.sort((a, b) => (a.id < b.id ? -1 : 1))
        },
        open: async (options) => openOriginals({ recordings, ring, database, ...options }),
        async originals() {
          const { rows } = await where.pool.query<{ id: string }>(`select id from ${table} order by id`)
          return rows.map(({ id }) => id)
        },
        async damage() {
          const at = 'octet_length(sealed) - 20'
          await where.pool.query(
            `update ${table} set sealed = set_byte(sealed, ${at}, get_byte(sealed, ${at}) # 1)`,
          )
        },
        async loseRecordings(exchanges) {
          await where.pool.query(`delete from ${where.schema}.exchanges where id = any($1)`, [
            exchanges.map(({ id }) => id),
          ])
        },
        async prune(before, dryRun) {
          const { old, withoutExchange } = await prunePostgresOriginals(where, {
            dryRun,
            ...(before !== undefined && { before: new Date(before).toISOString() }),
          })
          return old.originals + withoutExchange.originals
        },
        async rotate(keys, killed = () => false) {
          const real = await openRotatableRecordings(where)
          const change = async (work: () => Promise<void>): Promise<void> => {
            if (killed()) throw new Killed()
            await work()
            if (killed()) throw new Killed()
          }
          const rotatable = {
            ...real,
            noteKey: async (keyId) => change(async () => real.noteKey(keyId)),
            replace: async (rotated) => change(async () => real.replace(rotated)),
            sealAgain: async (originals) => change(async () => real.sealAgain(originals)),
          } satisfies RotatableRecordings
          const learned = postgresLearnedValues(where)
          return rotateDatabaseKeys({
            database: { ...database, recordings: rotatable, learned },
            ring: keys,
            redaction: {},
            // Several steps, of a call or two.
            exchangesAtOnce: 3,
          })
        },
        async everything() {
          const { rows } = await where.pool.query<Record<string, unknown>>(
            `select e.exchange, o.leg, o.id, o.sealed, l::text from ${where.schema}.exchanges e
             left join ${table} o using (id) left join ${where.schema}.legs l on l.sid = e.leg`,
          )
          const { rows: lists } = await where.pool.query<Record<string, unknown>>(
            `select c::text as kept from ${where.schema}.calls c union all select n::text from ${where.schema}.notes n`,
          )
          const cells = [...rows, ...lists].flatMap((row) => Object.values(row))
          const texts = cells.map((cell) => (Buffer.isBuffer(cell) ? cell.toString('latin1') : String(cell)))
          return [await everythingIn(recordings), ...texts].join('\n')
        },
      })
      await store.close()
      await where.pool.query(`drop schema ${where.schema} cascade`)
    })
}
