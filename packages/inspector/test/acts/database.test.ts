import { rmSync } from 'node:fs'
import type { Inspector } from '@ringback/inspector'
import {
  migratePostgres,
  openPostgresStore,
  postgresNotes,
  type PostgresSchema,
} from '@ringback/recording/postgres'
import { allOf } from '@ringback/test-support/all-of'
import { startPostgresPool, type TestPool } from '@ringback/test-support/postgres-pool'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { SentView } from '../../src/model/act-view.ts'
import type { CallWindow } from '../../src/model/call-list.ts'
import type { CallView } from '../../src/model/call-view.ts'
import { inspected, recordInto, startPageOver } from '../database.ts'
import { originalsOf, realName } from '../originals.ts'
import { exchangeOf, folderWith, twoCalls } from '../recordings.ts'
import { authToken, startApp, type AppInTest } from './app-in-test.ts'
import { ask, done } from './asking.ts'

let server: TestPool
let where: PostgresSchema
let app: AppInTest
let inspector: Inspector

beforeAll(async () => {
  server = await startPostgresPool()
}, 60_000)
afterAll(() => server.stop())

beforeEach(async () => {
  app = await startApp()
  where = await server.newSchema(migratePostgres)
  await recordInto(where, twoCalls())
  inspector = await startPageOver(where, { authToken, app: { url: app.url } })
})
afterEach(async () => {
  await inspector.close()
  await app.close()
})

const get = { method: 'GET' }

it('a call of a database is sent again, as it was recorded and edited', async () => {
  const fields = { call: '000002-000', exchange: '000002-000' }
  const replayed = await done<readonly SentView[]>(inspector, '/api/replay', { fields })
  expect(replayed).toMatchObject([{ verdict: 'same', sent: 'recorded' }])
  const parameters = [['From', '+14155550123']]
  const sent = await done<readonly SentView[]>(inspector, '/api/send', { fields: { ...fields, parameters } })
  expect(sent).toMatchObject([{ sent: 'edited' }])
  expect(app.received.map(({ parameters: { From } }) => From)).toEqual(['+14155550100', '+14155550123'])
})

it('its originals are shown where they are at hand', async () => {
  expect((await ask(inspector, '/api/reveal', { fields: { call: '000001-000' } })).status).toBe(409)
  await inspector.close()
  inspector = await startPageOver(where, {
    replayMeans: async () => ({ originalOf: originalsOf(twoCalls()) }),
  })
  const view = await done<CallView>(inspector, '/api/reveal', { fields: { call: '000001-000' } })
  expect(JSON.stringify(view)).toContain(realName)
})

it('notes of two who write at once: one is told; both see what was written', async () => {
  const colleague = await startPageOver(where)
  const seen = { call: '000002-000', seenTags: [], seenNote: '' }
  await done(inspector, '/api/notes', { fields: { ...seen, tags: ['bug'], note: 'One.' } })
  const second = await ask(colleague, '/api/notes', { fields: { ...seen, tags: [], note: 'Two.' } })
  expect(second.status).toBe(409)
  const call = await done<CallView>(colleague, '/api/calls/000002-000', get)
  expect(call.notes).toEqual({ tags: ['bug'], note: 'One.' })
  await colleague.close()
})

it('an open page is told of calls that are recorded meanwhile', async () => {
  const events = await fetch(`http://127.0.0.1:${inspector.port}/api/events`, {
    headers: {
      Cookie: `ringback-inspector-${inspector.port}=${new URL(inspector.url).searchParams.get('token')}`,
    },
  })
  const told = (async () => {
    let text = ''
    for await (const chunk of events.body ?? []) {
      text += Buffer.from(chunk).toString()
      if (text.includes('event: changed')) return true
    }
    return false
  })()
  await recordInto(where, [exchangeOf(3, 0)])
  expect(await told).toBe(true)
  await expect
    .poll(async () => (await done<CallWindow>(inspector, '/api/calls?', get)).total, { timeout: 10_000 })
    .toBe(3)
})

it('a database that fails is said to, without ending the page', async () => {
  const broken = await inspected(where)
  const failing = { ...broken.table, page: async () => Promise.reject(new Error('The connection is lost.')) }
  await inspector.close()
  inspector = await startPageOver(where, { database: { ...broken, table: failing } })
  const answer = await ask(inspector, '/api/calls', get)
  expect(answer.status).toBe(500)
  expect(answer.body).toContain('The database postgres://db/test cannot be read: The connection is lost.')
  expect((await ask(inspector, '/api/calls/000001-000', get)).status).toBe(200)
})

it('what is written over, joined or replaced in the database is listed as it is then', async () => {
  const store = await openPostgresStore(where)
  const [, second] = await allOf(store.list())
  if (second === undefined) throw new Error('There are two calls.')
  await store.replace(second.exchanges.map((exchange) => ({ ...exchange, signature: 'missing' })))
  await store.close()
  const { rows } = await done<CallWindow>(inspector, '/api/calls?signature=missing', get)
  expect(rows.map(({ id }) => id)).toEqual([second.exchanges[0]?.id])
})

it('a call is deleted with its notes, after it was seen as it is, and nothing else', async () => {
  const folder = folderWith([])
  await inspector.close()
  inspector = await startPageOver(where, { folder })
  const notes = postgresNotes(where)
  for (const id of ['000001-000', '000002-000']) await notes.write(id, { tags: ['bug'], note: '' })
  const asked = { method: 'DELETE', fields: { call: '000001-000', exchanges: 3 } }
  expect((await ask(inspector, '/api/recording', asked)).status).toBe(409)
  const seen = { ...asked, fields: { ...asked.fields, exchanges: 4 } }
  expect(await done(inspector, '/api/recording', seen)).toEqual({ exchanges: 4, originals: 0 })
  expect((await ask(inspector, '/api/recording', seen)).status).toBe(404)
  expect([...(await notes.of(['000001-000', '000002-000'])).keys()]).toEqual(['000002-000'])
  await expect
    .poll(async () => {
      const { rows, total } = await done<CallWindow>(inspector, '/api/calls?', get)
      return [total, ...rows.map(({ id }) => id)]
    })
    .toEqual([1, '000002-000'])
  rmSync(folder, { recursive: true })
})

it('a database that nothing is removed from says so', async () => {
  const answer = await ask(inspector, '/api/recording', {
    method: 'DELETE',
    fields: { call: '000001-000', exchanges: 4 },
  })
  expect(answer).toEqual({ status: 409, body: expect.stringContaining('ringback forget') })
})
