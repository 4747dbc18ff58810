import type { Pool, PoolClient } from 'pg'

/**
 * A connection of a pool. One that breaks is told of by the statement under way, and once more as an event, which would end the
 * process if nobody listened.
 */
export async function connectionOf(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect()
  if (!client.listeners('error').includes(ignore)) client.on('error', ignore)
  return client
}

function ignore(): void {
  // Nothing is to be done.
}
