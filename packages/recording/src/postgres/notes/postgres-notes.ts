import { RingbackError } from '@ringback/common'
import type { PoolClient } from 'pg'
import { notesProblems, type CallNotes } from '../../notes/call-notes.ts'
import { notesWith } from '../../notes/merged-notes.ts'
import type { SearchableNotes } from '../../notes/notes-store.ts'
import { tellChange } from '../calls/refresh-calls.ts'
import { inTransaction } from '../in-transaction.ts'
import { tablesIn, type PostgresSchema, type TableNames } from '../schema.ts'
import { storable } from '../storable.ts'

/** The notes on the calls in a database, which all who read it share. Its tables have to be there. */
export function postgresNotes({ pool, schema }: PostgresSchema): SearchableNotes {
  const names = tablesIn(schema)
  const table = names.notes
  return {
    async of(exchanges) {
      const { rows } = await pool.query<CallNotes & { exchange: string }>(
        `select exchange, tags, note from ${table} where exchange = any($1)`,
        [exchanges],
      )
      return new Map(rows.map(({ exchange, tags, note }) => [exchange, { tags, note }]))
    },
    async having(text) {
      const { rows } = await pool.query<{ exchange: string }>(
        `select exchange from ${table}
         where strpos(lower(note), $1) > 0 or exists (select from unnest(tags) as tag where strpos(lower(tag), $1) > 0)`,
        [storable(text.toLowerCase())],
      )
      return rows.map(({ exchange }) => exchange)
    },
    async write(exchange, notes) {
      const problems = notesProblems(notes)
      if (problems.length > 0) throw new RingbackError('bad-notes', problems.join(' '))
      const { tags, note } = notes
      await inTransaction(pool, async (client) => {
        await lockNotes(client, names, exchange)
        if (tags.length === 0 && note === '')
          await client.query(`delete from ${table} where exchange = $1`, [exchange])
        else await writeRow(client, names, exchange, notes)
        await tellChange(client, names)
      })
    },
    add: async (exchange, notes) =>
      inTransaction(pool, async (client) => {
        await lockNotes(client, names, exchange)
        const { rows } = await client.query<CallNotes>(
          `select tags, note from ${table} where exchange = $1`,
          [exchange],
        )
        const { tags, note } = notes
        const added = { tags: tags.map(storable), note: storable(note) }
        const { kept, result } = notesWith(rows[0], added)
        if (result === 'added') {
          await writeRow(client, names, exchange, kept)
          await tellChange(client, names)
        }
        return result
      }),
  }
}

/** Waits for others who write notes on the same call, also the first ones, until the transaction ends. */
async function lockNotes(client: PoolClient, { notes }: TableNames, exchange: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtext($1))', [`${notes} ${exchange}`])
}

async function writeRow(
  client: PoolClient,
  { notes: table }: TableNames,
  exchange: string,
  { tags, note }: CallNotes,
): Promise<void> {
  await client.query(
    `insert into ${table} (exchange, tags, note) values ($1, $2, $3)
     on conflict (exchange) do update set tags = excluded.tags, note = excluded.note`,
    [exchange, tags.map(storable), storable(note)],
  )
}
