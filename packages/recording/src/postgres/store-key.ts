import { tablesIn, type PostgresSchema } from './schema.ts'

/**
 * Notes which redaction key recordings are made with, unless one is noted already. Comes back with the id of the key that is
 * noted: all who write to the tables need that one, since one caller would otherwise have several pseudonyms.
 */
export async function claimPostgresKey(where: PostgresSchema, keyId: string): Promise<string> {
  const { keys } = tablesIn(where.schema)
  await where.pool.query(`insert into ${keys} (key_id) values ($1) on conflict do nothing`, [keyId])
  return (await postgresKey(where)) ?? keyId
}

/** The id of the redaction key that is noted; undefined when none is. */
export async function postgresKey(where: PostgresSchema): Promise<string | undefined> {
  const { keys } = tablesIn(where.schema)
  const { rows } = await where.pool.query<{ key_id: string }>(`select key_id from ${keys}`)
  return rows[0]?.key_id
}
