import { openPostgresOriginals } from '@ringback/recording/postgres'
import {
  exchangeOf,
  openOriginals,
  openRecorder,
  settleSpool,
  type Originals,
} from '@ringback/redaction/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inFolder, observedOf, secretsOf, spelledIn, until } from '../support.ts'
import { startTestServer, type TestDatabase, type TestServer } from './database-support.ts'
import type { KeyRing } from '@ringback/redaction/node'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(async () => server.stop())

const settings = { redaction: {}, durability: 'process' } as const

async function originalsIn(
  { pool, schema }: TestDatabase,
  recordings: string,
  ring: KeyRing,
): Promise<Originals> {
  const database = { originals: await openPostgresOriginals({ pool, schema }), name: 'the database' }
  return openOriginals({ recordings, ring, database })
}

const observed = Array.from({ length: 60 }, (_, call) => observedOf(call % 20))

test('a recorder seals originals into the database once each, through connections that break', async () => {
  const database = await server.newDatabase()
  const { store, relay, recorded, pool, schema } = database
  await inFolder(async (recordings, ring) => {
    const recorder = await openRecorder({ recordings, ring, store, originals: true, ...settings })
    // The database has kept the originals, and the recorder does not hear of it.
    const isCut = relay.cutAnswer((sent) => sent.includes(`${schema}.originals`))
    for (const each of observed.slice(0, 30)) recorder.take(each)
    await isCut
    relay.become('refusing')
    for (const each of observed.slice(30)) recorder.take(each)
    await until(() => recorder.counts.kept === 60)
    relay.become('open')
    await until(() => recorder.counts.recorded === 60)
    expect(await recorder.close()).toBe(true)
    const originals = await originalsIn(database, recordings, ring)
    const all = await recorded()
    const found = await Promise.all(all.map(async (each) => originals.originalOf(each)))
    expect(found).toEqual(observed.map((each) => exchangeOf(each)))
    const { rows } = await pool.query<{ sealed: Buffer }>(`select sealed from ${schema}.originals`)
    expect(rows).toHaveLength(60)
    const text = rows.map(({ sealed }) => sealed.toString('latin1')).join('\n')
    const secrets = Array.from({ length: 20 }, (_, call) => secretsOf(call)).flat()
    expect(secrets.filter((secret) => spelledIn(text, secret))).toEqual([])
  })
})

test.each([
  ['not said', {}],
  ['turned off', { originals: false }],
])('a recorder keeps no originals in the database where that is %s', async (_what, options) => {
  const { store, pool, schema, recorded } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    const recorder = await openRecorder({ recordings, ring, store, ...options, ...settings })
    recorder.take(observedOf(1))
    await until(() => recorder.counts.recorded === 1)
    await recorder.close()
    expect(await recorded()).toHaveLength(1)
    expect((await pool.query(`select from ${schema}.originals`)).rowCount).toBe(0)
  })
})

test('what is settled later keeps its originals, as it was recorded', async () => {
  const database = await server.newDatabase()
  const { store, patientStore, relay, recorded } = database
  await inFolder(async (recordings, ring) => {
    relay.become('refusing')
    const recorder = await openRecorder({ recordings, ring, store, originals: true, ...settings })
    const waiting = observedOf(1)
    recorder.take(waiting)
    await until(() => recorder.counts.kept === 1)
    await recorder.close({ settleMs: 0 })
    relay.become('open')
    expect(await settleSpool({ recordings, ring, store: patientStore })).toMatchObject({ recorded: 1 })
    const [exchange] = await recorded()
    const originals = await originalsIn(database, recordings, ring)
    expect(exchange && (await originals.originalOf(exchange))).toEqual(exchangeOf(waiting))
  })
})
