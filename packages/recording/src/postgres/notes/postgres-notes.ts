import { RingbackError } from '@ringback/common'
import { notesProblems, type CallNotes } from '../../notes/call-notes.ts'
import type { SearchableNotes } from '../../notes/notes-store.ts'
import { tellChange } from '../calls/refresh-calls.ts'
import { inTransaction } from '../in-transaction.ts'
import { tablesIn, type PostgresSchema } from '../schema.ts'
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
        if (tags.length === 0 && note === '')
          await client.query(`delete from ${table} where exchange = $1`, [exchange])
        else {
          await client.query(
            `insert into ${table} (exchange, tags, note) values ($1, $2, $3)
             on conflict (exchange) do update set tags = excluded.tags, note = excluded.note`,
            [exchange, tags.map(storable), storable(note)],
          )
        }
        await tellChange(client, names)
      })
    },
  }
}
