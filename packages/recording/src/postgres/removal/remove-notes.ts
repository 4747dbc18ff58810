import type { Pool } from 'pg'
import type { CallNotes } from '../../notes/call-notes.ts'
import type { NotesAbout } from '../../notes/notes-about.ts'
import { tellChange } from '../calls/refresh-calls.ts'
import { inTransaction } from '../in-transaction.ts'
import type { TableNames } from '../schema.ts'

/** So many notes are read at once. */
const notesAtOnce = 500

/** See `RemovableRecordings.removeNotes`. */
export async function removeNotesAbout(
  pool: Pool,
  names: TableNames,
  { isAbout, exchanges, dryRun }: NotesAbout,
): Promise<number> {
  const found: string[] = []
  for (let after = ''; ;) {
    const { rows } = await pool.query<CallNotes & { exchange: string }>(
      `select exchange, tags, note from ${names.notes} where exchange > $1 order by exchange limit $2`,
      [after, notesAtOnce],
    )
    for (const { exchange, tags, note } of rows) {
      if (exchanges.has(exchange) || isAbout([...tags, note].join('\n'))) found.push(exchange)
    }
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.exchange
  }
  if (dryRun || found.length === 0) return found.length
  await inTransaction(pool, async (client) => {
    await client.query(`delete from ${names.notes} where exchange = any($1)`, [found])
    await tellChange(client, names)
  })
  return found.length
}
