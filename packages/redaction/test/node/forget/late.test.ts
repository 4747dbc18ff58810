import {
  openPostgresOriginals,
  openPostgresStore,
  openRemovableRecordings,
  postgresForgotten,
} from '@ringback/recording/postgres'
import {
  forgetPerson,
  forgetRecording,
  generateRootKey,
  openRecorder,
  readKeyRing,
  type ForgetWhere,
  type KeyRing,
  type ObservedExchange,
  type Recorder,
  type RecorderEvent,
} from '@ringback/redaction/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestDatabase, type TestServer } from '../database/database-support.ts'
import { eventsOf, inFolder, observedOf, readableIn, recordedIn, secretsOf, until } from '../support.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(async () => server.stop())

const [number = '', , , callSid = ''] = secretsOf(1)
const settings = { redaction: {}, durability: 'process', originals: true } as const

async function record(recordings: string, ring: KeyRing, store?: TestDatabase['store']): Promise<Recorder> {
  return openRecorder({ recordings, ring, ...settings, ...(store && { store }) })
}

async function whereIn(
  { pool, schema }: TestDatabase,
  recordings: string,
  ring: KeyRing,
): Promise<ForgetWhere> {
  const where = { pool, schema }
  const database = {
    originals: await openPostgresOriginals(where),
    recordings: await openRemovableRecordings(where),
    forgotten: postgresForgotten(where),
    name: 'the database',
  }
  return { recordings, ring, database }
}

/** The same caller in another call. */
function otherCall(part: Partial<ObservedExchange> = {}): ObservedExchange {
  const form = new URLSearchParams({ CallSid: secretsOf(7)[3] ?? '', From: number, To: '+14155550199' })
  return observedOf(7, { body: { bytes: Buffer.from(form.toString()), truncated: false }, ...part })
}

/** What began in some milliseconds. */
function later(ms = 60_000): { readonly startedAt: number } {
  return { startedAt: Date.now() + ms }
}

const idsOf = (found: readonly { readonly id: string }[]): readonly string[] => found.map(({ id }) => id)

function notesIn(events: readonly RecorderEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'warning' && event.code === 'note' ? [event.message] : []))
}

describe.each(['the number', 'its pseudonym', 'the CallSid'])(
  'who is forgotten by %s in a database',
  (which) => {
    test('is not recorded by a proxy that could not record before; what comes afterwards of others and in other calls is recorded', async () => {
      const database = await server.newDatabase()
      const { recorded, pool, schema, patientStore, relay } = database
      await inFolder(async (one, ring) => {
        await inFolder(async (other) => {
          const first = await record(one, ring, patientStore)
          const second = await record(other, ring, patientStore)
          first.take(observedOf(1))
          first.take(observedOf(2))
          await until(() => first.counts.recorded === 2)
          const [stored] = await recorded()
          const body = stored?.request.body
          const from = new URLSearchParams(body && 'text' in body ? body.text : '').get('From') ?? ''
          const value = { 'the number': number, 'its pseudonym': from, 'the CallSid': callSid }[which] ?? ''
          await first.close()
          relay.become('refusing')
          // It waits when the person is forgotten.
          const waiting = [observedOf(1), otherCall(), observedOf(3)] as const
          for (const each of waiting) second.take(each)
          await until(() => second.counts.kept === 3)
          const forgotten = await forgetPerson({ ...(await whereIn(database, one, ring)), value })
          expect(forgotten).toMatchObject({ originals: 1, isTold: true })
          const events = eventsOf(second)
          relay.become('open')
          const after = [observedOf(1, later()), otherCall(later()), observedOf(2, later())] as const
          for (const each of after) second.take(each)
          await second.close({ settleMs: 60_000 })
          const left = idsOf(await recorded()).slice(1)
          const isCallAlone = which === 'the CallSid'
          expect(left).toEqual(idsOf([...(isCallAlone ? [waiting[1]] : []), waiting[2], after[1], after[2]]))
          const { rows } = await pool.query<{ id: string }>(`select id from ${schema}.originals order by id`)
          expect(idsOf(rows).slice(1)).toEqual(left)
          expect(notesIn(events).join()).toMatch(
            /not recorded: of somebody, or of a call, that was forgotten since/,
          )
          expect(await readableIn(other, [number, callSid])).toEqual([])
          const { rows: list } = await pool.query<{ sealed: Buffer }>(
            `select sealed from ${schema}.forgotten`,
          )
          for (const { sealed } of list) expect(sealed.toString('latin1')).not.toMatch(/415555|CA5e/)
        })
      })
    })
  },
)

test('nothing of a person is left that was taken before, when proxies record while somebody forgets', async () => {
  const database = await server.newDatabase()
  const { recorded, patientStore } = database
  await inFolder(async (recordings, ring) => {
    const proxy = await record(recordings, ring, patientStore)
    const observed = Array.from({ length: 1200 }, (_, at) => observedOf(at % 4))
    await inFolder(async (state) => {
      const where = await whereIn(database, state, ring)
      const feeding = (async () => {
        for (const [at, each] of observed.entries()) {
          proxy.take(each)
          if (at % 50 === 0) await new Promise((resolve) => void setTimeout(resolve, 20))
        }
      })()
      await until(() => proxy.counts.recorded > 100)
      await forgetPerson({ ...where, value: number })
      await feeding
      await proxy.close({ settleMs: 60_000 })
    })
    const ofOthers = observed.filter((_, at) => at % 4 !== 1)
    expect(idsOf(await recorded())).toEqual(idsOf(ofOthers))
  })
})

test('a call that was removed from a folder does not come back in part, and new calls of the person are recorded', async () => {
  await inFolder(async (recordings, ring) => {
    const first = await record(recordings, ring)
    for (const each of [observedOf(1), observedOf(2)]) first.take(each)
    await first.close({ settleMs: 60_000 })
    expect(await forgetPerson({ recordings, ring, value: number })).toMatchObject({ isTold: true })
    const second = await record(recordings, ring)
    const events = eventsOf(second)
    const after = [observedOf(1, later()), otherCall(later()), observedOf(2, later())] as const
    for (const each of after) second.take(each)
    await second.close({ settleMs: 60_000 })
    expect(idsOf(await recordedIn(recordings)).slice(1)).toEqual(idsOf(after.slice(1)))
    expect(notesIn(events)).toHaveLength(1)
    expect(await readableIn(recordings, [number, callSid])).toEqual([])
  })
})

test('a recording that was removed alone does not come back in part either', async () => {
  const database = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    const first = await record(recordings, ring, database.patientStore)
    first.take(observedOf(1))
    await first.close({ settleMs: 60_000 })
    const [exchange] = await database.recorded()
    if (exchange === undefined) throw new Error('nothing was recorded')
    await forgetRecording({ ...(await whereIn(database, recordings, ring)), exchange })
    const second = await record(recordings, ring, database.patientStore)
    const after = [observedOf(1, later()), otherCall(later())]
    for (const each of after) second.take(each)
    await second.close({ settleMs: 60_000 })
    expect(idsOf(await database.recorded())).toEqual(idsOf(after.slice(1)))
  })
})

test('without the key nobody can be told, and a dry run tells nobody', async () => {
  const database = await server.newDatabase()
  const { patientStore, recorded, pool, schema } = database
  await inFolder(async (recordings, ring) => {
    const proxy = await record(recordings, ring, patientStore)
    proxy.take(observedOf(1))
    await proxy.close({ settleMs: 60_000 })
    const value = (await recorded())[0]?.callSid ?? ''
    const where = await whereIn(database, recordings, ring)
    expect(await forgetPerson({ ...where, value, dryRun: true })).toMatchObject({ isTold: true })
    const without = { ...where, ring: await readKeyRing(generateRootKey()) }
    expect(await forgetPerson({ ...without, value })).toMatchObject({ isTold: false })
    expect((await pool.query(`select from ${schema}.forgotten`)).rowCount).toBe(0)
  })
})

test('nobody writes who has not read of everybody who was forgotten', async () => {
  const database = await server.newDatabase()
  const { patientStore, recorded, pool, schema } = database
  await inFolder(async (recordings, ring) => {
    const proxy = await record(recordings, ring, patientStore)
    proxy.take(observedOf(1))
    await proxy.close({ settleMs: 60_000 })
    const [exchange] = await recorded()
    if (exchange === undefined) throw new Error('nothing was recorded')
    let read = '0'
    const list = postgresForgotten({ pool, schema })
    const store = await openPostgresStore({ pool, schema }, { forgottenRead: () => read })
    await store.append({ ...exchange, id: 'y1' })
    await list.add(Buffer.from('sealed'), 30)
    await expect(store.append({ ...exchange, id: 'y2' })).rejects.toMatchObject({ code: 'forgotten-since' })
    read = (await list.since(read)).at(-1)?.number ?? read
    await store.append({ ...exchange, id: 'y2' })
    expect(idsOf(await recorded())).toEqual([exchange.id, 'y1', 'y2'])
  })
})

test('what was redacted and waits for the database when somebody is forgotten is not recorded either', async () => {
  const database = await server.newDatabase()
  const { patientStore, recorded, pool, schema } = database
  await inFolder(async (recordings, ring) => {
    const proxy = await record(recordings, ring, patientStore)
    // What was learned is told after redacting and before recording: it waits there.
    const client = await pool.connect()
    await client.query(`begin; lock table ${schema}.learned in share row exclusive mode`)
    const observed = [observedOf(1), observedOf(2)]
    for (const each of observed) proxy.take(each)
    await until(async () => {
      const { rowCount } = await pool.query(
        `select from pg_locks where not granted and relation = '${schema}.learned'::regclass`,
      )
      return rowCount === 1
    })
    await inFolder(async (state) => {
      await forgetPerson({ ...(await whereIn(database, state, ring)), value: number })
    })
    await client.query('commit')
    client.release()
    await proxy.close({ settleMs: 60_000 })
    expect(idsOf(await recorded())).toEqual(idsOf(observed.slice(1)))
  })
})
