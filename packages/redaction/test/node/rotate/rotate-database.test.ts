import type { Exchange } from '@ringback/recording'
import {
  openPostgresOriginals,
  openPostgresStore,
  openRemovableRecordings,
  openRotatableRecordings,
  postgresForgotten,
  postgresLearnedValues,
  type PostgresSchema,
} from '@ringback/recording/postgres'
import {
  exchangeOf,
  generateRootKey,
  openOriginals,
  openRecorder,
  readKeyRing,
  rotateDatabaseKeys,
  type KeyRing,
  type ObservedExchange,
  type Recorder,
  type RotatableDatabase,
  type RotatedKeys,
} from '@ringback/redaction/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dialledBy, observedTraffic } from '../../laws/rotation.ts'
import { startTestServer, type TestDatabase, type TestServer } from '../database/database-support.ts'
import { eventsOf, inFolder, observedOf, until } from '../support.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(async () => server.stop())

const [newKey, oldKey] = [generateRootKey(), generateRootKey()]
const old = await readKeyRing(oldKey)
const both = await readKeyRing(`${newKey},${oldKey}`)
const onlyNew = await readKeyRing(newKey)

async function record(recordings: string, ring: KeyRing, store: TestDatabase['store']): Promise<Recorder> {
  return openRecorder({ recordings, ring, store, originals: true, redaction: {}, durability: 'process' })
}

async function rotate(
  where: PostgresSchema,
  change: (real: RotatableDatabase['recordings']) => Partial<RotatableDatabase['recordings']> = () => ({}),
): Promise<RotatedKeys> {
  const recordings = await openRotatableRecordings(where)
  const database: RotatableDatabase = {
    recordings: { ...recordings, ...change(recordings) },
    originals: await openPostgresOriginals(where),
    learned: postgresLearnedValues(where),
    name: 'the database',
  }
  return rotateDatabaseKeys({ database, ring: both, redaction: {}, exchangesAtOnce: 3 })
}

function keyIdsOf(exchanges: readonly Exchange[]): ReadonlySet<string | undefined> {
  return new Set(exchanges.map(({ redaction }) => redaction?.keyId))
}

test('proxies that go on with the old key write nothing more, and what they took is recorded once they have the new one', async () => {
  const { patientStore, recorded, counted, pool, schema } = await server.newDatabase()
  await inFolder(async (one) => {
    await inFolder(async (other) => {
      const early = [1, 2, 3, 4].map((call) => observedOf(call))
      const late = [1, 2, 3, 4].map((call) => observedOf(call))
      const proxies = [await record(one, old, patientStore), await record(other, old, patientStore)]
      for (const [at, each] of early.entries()) proxies[at % 2]?.take(each)
      await until(() => proxies.every(({ counts }) => counts.recorded === 2))
      expect(await rotate({ pool, schema })).toMatchObject({ redacted: 4, kept: {} })
      const events = proxies.map(eventsOf)
      for (const [at, each] of late.entries()) proxies[at % 2]?.take(each)
      await until(() => events.every((found) => found.some(({ type }) => type === 'warning')))
      for (const found of events) expect(JSON.stringify(found)).toContain(onlyNew.current.keyId)
      expect(await recorded()).toHaveLength(4)
      expect(await Promise.all(proxies.map(async (proxy) => proxy.close()))).toEqual([false, false])
      await expect(record(one, old, patientStore)).rejects.toMatchObject({ code: 'wrong-redaction-key' })
      for (const folder of [one, other]) {
        const again = await record(folder, both, patientStore)
        await again.close({ settleMs: 60_000 })
      }
      const all = await recorded()
      expect(all.map(({ id }) => id)).toEqual([...early, ...late].map(({ id }) => id))
      expect(keyIdsOf(all)).toEqual(new Set([onlyNew.current.keyId]))
      expect(await counted()).toBe(8)
      // Each call is one, under the pseudonym that both halves of it have.
      expect(new Set(all.map(({ callSid }) => callSid)).size).toBe(4)
      const database = { originals: await openPostgresOriginals({ pool, schema }), name: 'the database' }
      const originals = await openOriginals({ recordings: one, database, ring: onlyNew })
      const found = await Promise.all(all.map(async (exchange) => originals.originalOf(exchange)))
      expect(found).toEqual([...early, ...late].map(exchangeOf))
    })
  })
})

test('a batch that is under way when the key is rotated is kept whole or not at all', async () => {
  const { patientStore, recorded, pool, schema } = await server.newDatabase()
  await inFolder(async (recordings) => {
    const proxy = await record(recordings, old, patientStore)
    const observed = Array.from({ length: 600 }, (_, at) => observedOf(at % 40))
    for (const each of observed.slice(0, 300)) proxy.take(each)
    await until(() => proxy.counts.recorded > 0)
    for (const each of observed.slice(300)) proxy.take(each)
    await rotate({ pool, schema })
    await proxy.close()
    const again = await record(recordings, both, patientStore)
    await again.close({ settleMs: 60_000 })
    await rotate({ pool, schema })
    const all = await recorded()
    expect(all.map(({ id }) => id)).toEqual(observed.map(({ id }) => id))
    expect(keyIdsOf(all)).toEqual(new Set([onlyNew.current.keyId]))
  })
})

test('what a caller said before is replaced in free text that is recorded afterwards', async () => {
  const { patientStore, recorded, pool, schema } = await server.newDatabase()
  const said = 'Marigold Quillfeather'
  const webhook = (id: string, form: string, twiml: string): ObservedExchange => ({
    ...observedOf(1),
    id,
    startedAt: Date.now(),
    body: { bytes: Buffer.from(`CallSid=CA${'5'.repeat(32)}&${form}`), truncated: false },
    answer: {
      status: 200,
      headers: ['Content-Type', 'text/xml'],
      body: { bytes: Buffer.from(`<Response><Say>${twiml}</Say></Response>`), truncated: false },
    },
  })
  await inFolder(async (one) => {
    const first = await record(one, old, patientStore)
    first.take(webhook('x1', `SpeechResult=${encodeURIComponent(said)}`, `Thank you, ${said}.`))
    await until(() => first.counts.recorded === 1)
    await first.close()
    await rotate({ pool, schema })
    await inFolder(async (other) => {
      const second = await record(other, both, patientStore)
      second.take(webhook('x2', 'Digits=1', `Goodbye, ${said}.`))
      await second.close({ settleMs: 60_000 })
    })
    const texts = (await recorded()).map(({ response }) => JSON.stringify(response?.body))
    const pseudonym = /Thank you, ([^.]+)\./.exec(texts[0] ?? '')?.[1] ?? 'none'
    expect(texts[1]).toContain(`Goodbye, ${pseudonym}.`)
    expect(texts.join()).not.toContain(said)
  })
})

test('a backup that reads all tables for long holds up neither the rotation nor whoever records', async () => {
  const { patientStore, recorded, pool, schema } = await server.newDatabase()
  await inFolder(async (recordings) => {
    const first = await record(recordings, old, patientStore)
    first.take(observedOf(1))
    await until(() => first.counts.recorded === 1)
    const backup = await pool.connect()
    await backup.query('begin')
    for (const table of ['keys', 'forgotten', 'exchanges', 'legs', 'calls', 'originals'])
      await backup.query(`select * from ${schema}.${table}`)
    await rotate({ pool, schema })
    await postgresForgotten({ pool, schema }).add(Buffer.from('sealed'), 30)
    await first.close()
    const second = await record(recordings, both, patientStore)
    second.take(observedOf(2))
    await until(() => second.counts.recorded === 1)
    await second.close()
    expect(keyIdsOf(await recorded())).toEqual(new Set([onlyNew.current.keyId]))
    await backup.query('commit')
    backup.release()
  })
})

test('the lists are those of a database that was recorded with the new key', async () => {
  const rowsOf = async (
    ring: KeyRing,
    isRotated: boolean,
    observed: readonly ObservedExchange[],
  ): Promise<unknown> => {
    const { patientStore, pool, schema } = await server.newDatabase()
    await inFolder(async (recordings) => {
      const recorder = await record(recordings, ring, patientStore)
      for (const each of observed) recorder.take(each)
      await recorder.close({ settleMs: 60_000 })
    })
    if (isRotated) await rotate({ pool, schema })
    const { rows: calls } = await pool.query(`select * from ${schema}.calls order by call`)
    const { rows: legs } = await pool.query(`select * from ${schema}.legs order by sid`)
    return { calls, legs }
  }
  const observed = [...observedTraffic(), dialledBy(9, 10)]
  expect(await rowsOf(old, true, observed)).toEqual(await rowsOf(onlyNew, false, observed))
})

test('who is forgotten while keys are rotated does not come back', async () => {
  const { patientStore, recorded, pool, schema } = await server.newDatabase()
  const observed = [1, 2, 3].map((call) => observedOf(call))
  await inFolder(async (recordings) => {
    const recorder = await record(recordings, old, patientStore)
    for (const each of observed) recorder.take(each)
    await recorder.close({ settleMs: 60_000 })
    const removable = await openRemovableRecordings({ pool, schema })
    const [first, second] = await recorded()
    if (first === undefined || second === undefined) throw new Error('nothing was recorded')
    await rotate({ pool, schema }, (real) => ({
      async replace(rotated) {
        if (rotated.some(({ recorded: { id } }) => id === first.id)) await removable.remove([first])
        await real.replace(rotated)
        // Found before, under the name that its leg had then.
        if (rotated.some(({ recorded: { id } }) => id === second.id)) await removable.remove([second])
      },
    }))
    expect((await recorded()).map(({ id }) => id)).toEqual([observed[2]?.id])
    const { rows } = await pool.query<{ id: string }>(`select id from ${schema}.originals`)
    expect(rows.map(({ id }) => id)).toEqual([observed[2]?.id])
  })
})

test('nobody writes exchanges or originals of another key than the one that is noted', async () => {
  const { patientStore, recorded, pool, schema } = await server.newDatabase()
  await inFolder(async (recordings) => {
    const recorder = await record(recordings, old, patientStore)
    recorder.take(observedOf(1))
    await recorder.close({ settleMs: 60_000 })
    const [before] = await recorded()
    const where = { pool, schema }
    const store = await openPostgresStore(where)
    const originals = await openPostgresOriginals(where)
    const kept = before && (await originals.find([before])).get(before.id)
    if (before === undefined || kept === undefined) throw new Error('nothing was recorded')
    await rotate(where)
    const refused = { code: 'wrong-redaction-key', message: expect.stringContaining(old.current.keyId) }
    await expect(store.append({ ...before, id: 'y1' })).rejects.toMatchObject(refused)
    await expect(originals.replace([kept])).rejects.toMatchObject(refused)
    expect(await recorded()).toHaveLength(1)
    expect((await originals.find([before])).get(before.id)?.keyId).toBe(onlyNew.current.keyId)
  })
})
