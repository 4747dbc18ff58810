import { rmSync } from 'node:fs'
import { migratePostgres, openPostgresReader, openPostgresStore } from '@ringback/recording/postgres'
import { startPostgresPool, type TestPool } from '@ringback/test-support/postgres-pool'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerOf, connected } from './connected.ts'
import { exchangeOf, folderWith, sid, twimlAnswer } from './folder.ts'

let server: TestPool
let directory: string

/** Three calls, of which one has a leg and a problem, and a day of exchanges without a call. */
const exchanges = [
  exchangeOf(1, 0, { response: twimlAnswer('<Response><Say>Hello.</Say></Response>') }),
  exchangeOf(2, 0),
  exchangeOf(2, 1, {
    callSid: sid('CA', 9),
    parentCallSid: sid('CA', 2),
    problem: { code: 'app-down', message: 'x' },
  }),
  exchangeOf(3, 0),
  exchangeOf(4, 0, { callSid: null }),
]

beforeAll(async () => {
  server = await startPostgresPool()
  await migratePostgres({ pool: server.pool })
  const store = await openPostgresStore({ pool: server.pool })
  await Promise.all(exchanges.map(async (exchange) => store.append(exchange)))
  await store.close()
  directory = folderWith(exchanges)
}, 60_000)
afterAll(async () => {
  await server.stop()
  rmSync(directory, { recursive: true })
})

const firstIdOfDay = exchangeOf(4, 0).id

it.each([
  ['list_recordings', {}],
  ['list_recordings', { onlyProblems: true }],
  ['list_recordings', { search: '0100' }],
  ['list_recordings', { search: sid('CA', 9) }],
  ['list_recordings', { limit: 2, offset: 1 }],
  ['read_recording', { call: sid('CA', 1) }],
  ['read_recording', { call: sid('CA', 9) }],
  ['read_recording', { call: firstIdOfDay }],
  ['read_exchange', { call: sid('CA', 2), exchange: exchangeOf(2, 0).id }],
])('%s %j says the same of a database as of a folder', async (tool, args) => {
  const ofFolder = await connected({ version: '1', directory })
  const ofDatabase = await connected({
    version: '1',
    directory: '/nowhere',
    openReader: async () => openPostgresReader({ pool: server.pool }),
  })
  expect(await answerOf(ofDatabase, tool, args)).toEqual(await answerOf(ofFolder, tool, args))
})

it('a call that is not there, and the start of several, are refused', async () => {
  const client = await connected({
    version: '1',
    directory: '/nowhere',
    openReader: async () => openPostgresReader({ pool: server.pool }),
  })
  await expect(answerOf(client, 'read_recording', { call: 'CAnone' })).rejects.toThrow('No recorded call')
  await expect(answerOf(client, 'read_recording', { call: 'CA00' })).rejects.toThrow('recorded calls begin')
})
