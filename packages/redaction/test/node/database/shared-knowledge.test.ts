import { setTimeout as sleep } from 'node:timers/promises'
import { openRecorder, type KeyRing, type Recorder, type RecorderOptions } from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inFolder, observedOf, until } from '../support.ts'
import { startTestServer, type TestDatabase, type TestServer } from './database-support.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(async () => server.stop())

const callSid = `CA${'5'.repeat(32)}`
/** What the caller says; nothing in a text tells that it is private. */
const said = 'Marigold Quillfeather'

function exchange(
  id: string,
  form: Record<string, string>,
  twiml: string,
  startedAt = Date.now(),
): ReturnType<typeof observedOf> {
  const observed = observedOf(Number(id.slice(1)))
  const body = new URLSearchParams({ CallSid: callSid, AccountSid: `AC${'0'.repeat(32)}`, ...form })
  return {
    ...observed,
    id,
    startedAt,
    body: { bytes: Buffer.from(body.toString()), truncated: false },
    answer: {
      status: 200,
      headers: ['Content-Type', 'text/xml'],
      body: { bytes: Buffer.from(`<Response><Say>${twiml}</Say></Response>`), truncated: false },
    },
  }
}

async function withTwoRecorders(
  store: NonNullable<RecorderOptions['store']>,
  use: (first: Recorder, second: Recorder) => Promise<void>,
): Promise<void> {
  await inFolder(async (one, ring) => {
    await inFolder(async (other) => {
      const open = async (recordings: string): Promise<Recorder> =>
        openRecorder({ recordings, ring, store, redaction: {}, durability: 'process' })
      const [first, second] = [await open(one), await open(other)]
      await use(first, second)
      await Promise.all([first.close(), second.close()])
    })
  })
}

test('what the webhook of one proxy shows to be private is replaced in free text that another one records, alike', async () => {
  const { patientStore, recorded, pool, schema } = await server.newDatabase()
  await withTwoRecorders(patientStore, async (first, second) => {
    second.take(exchange('x1', { CallStatus: 'ringing' }, 'Say your name.'))
    await until(() => second.counts.recorded === 1)
    first.take(exchange('x2', { SpeechResult: said }, `Thank you, ${said}.`))
    await until(() => first.counts.recorded === 1)
    second.take(exchange('x3', { Digits: '1' }, `Goodbye, ${said}.`))
    await until(() => second.counts.recorded === 2)
    first.take(exchange('x4', { CallStatus: 'completed' }, `It was ${said}.`))
    await until(() => first.counts.recorded === 2)
  })
  const texts = (await recorded()).map(({ response }) =>
    response && 'text' in response.body ? response.body.text : '',
  )
  expect(texts).toHaveLength(4)
  expect(texts.join('\n')).not.toMatch(/Marigold|Quillfeather/)
  const [, thanks = '', goodbye = '', was = ''] = texts
  const pseudonym = /Thank you, (.+)\.</.exec(thanks)?.[1]
  expect(pseudonym).toBeDefined()
  expect([goodbye, was]).toEqual([
    `<Response><Say>Goodbye, ${pseudonym}.</Say></Response>`,
    `<Response><Say>It was ${pseudonym}.</Say></Response>`,
  ])
  const { rows } = await pool.query<{ row: string }>(`select learned::text as row from ${schema}.learned`)
  expect(rows.length).toBeGreaterThan(0)
  for (const { row } of rows) {
    expect(row).not.toContain(callSid)
    for (const part of said.split(' ')) expect(row).not.toContain(Buffer.from(part).toString('hex'))
  }
})

/** Webhooks of some calls within a few milliseconds; each may say what an earlier or a later one of its call shows to be private. */
const burst = fc.array(
  fc.record({
    call: fc.nat(2),
    recorder: fc.nat(2),
    tells: fc.option(fc.constantFrom(said, 'Thaddeus Brackenbury'), { nil: undefined }),
    says: fc.constantFrom(said, 'Thaddeus Brackenbury'),
    isLeg: fc.boolean(),
  }),
  { minLength: 2, maxLength: 16 },
)

test('what three proxies record at the same moment is redacted as if one had recorded it', async () => {
  const [three, one] = [await server.newDatabase(), await server.newDatabase()]
  await inFolders(4, async (folders, ring) => {
    const open = async (recordings: string, { patientStore: store }: TestDatabase): Promise<Recorder> =>
      openRecorder({ recordings, ring, store, redaction: {}, durability: 'process' })
    const [alone, ...together] = await Promise.all(
      folders.map(async (folder, index) => open(folder, index === 0 ? one : three)),
    )
    let runs = 0
    let sent = 0
    await fc.assert(
      fc.asyncProperty(burst, async (webhooks) => {
        runs += 1
        const now = Date.now()
        const sidOf = (leg: number): string => `CA${String(runs * 10 + leg).padStart(32, '0')}`
        for (const [index, { call, recorder, tells, says, isLeg }] of webhooks.entries()) {
          const form = {
            CallSid: sidOf(isLeg ? call + 5 : call),
            ...(isLeg && { ParentCallSid: sidOf(call) }),
            ...(tells === undefined ? { Digits: '1' } : { SpeechResult: tells }),
          }
          const id = `x${String(runs * 100 + index).padStart(6, '0')}`
          const observed = exchange(id, form, `It was ${says}.`, now + index)
          together[recorder]?.take(observed)
          alone?.take(observed)
        }
        const textsOf = async ({ recorded }: TestDatabase): Promise<string[]> =>
          (await recorded())
            .filter(({ id }) => id.startsWith(`x${String(runs).padStart(4, '0')}`))
            .map((each) => JSON.stringify({ ...each, redaction: undefined }))
        sent += webhooks.length
        await until(
          () =>
            alone?.counts.recorded === sent &&
            together.reduce((sum, { counts }) => sum + counts.recorded, 0) === sent,
        )
        const [ofThree, ofOne] = [await textsOf(three), await textsOf(one)]
        expect(ofThree).toEqual(ofOne)
      }),
      { numRuns: 12 },
    )
    await Promise.all([alone, ...together].map(async (each) => each?.close()))
  })
})

test('a recorder is waited for as soon as it takes exchanges, also while what redacts them has not started', async () => {
  const { patientStore: store, recorded } = await server.newDatabase()
  await inFolders(2, async ([one = '', other = ''], ring) => {
    const settings = { ring, store, redaction: {}, durability: 'process' } as const
    const first = await openRecorder({ recordings: one, ...settings })
    const second = await openRecorder({ recordings: other, ...settings, settleAfterMs: 2000 })
    const at = Date.now()
    second.take(exchange('x1', { SpeechResult: said }, 'Thank you.', at))
    first.take(exchange('x2', { Digits: '1' }, `Goodbye, ${said}.`, at + 1))
    await until(() => first.counts.recorded === 1 && second.counts.recorded === 1)
    await Promise.all([first.close(), second.close()])
  })
  expect(JSON.stringify(await recorded())).not.toMatch(/Marigold|Quillfeather/)
})

test('after an outage recorders wait for each other, however long it took', async () => {
  const { store, relay, recorded } = await server.newDatabase()
  await withTwoRecorders(store, async (first, second) => {
    for (const [index, recorder] of [first, second].entries())
      recorder.take(exchange(`x${index}`, { CallSid: `CA${'6'.repeat(32)}` }, 'Hello.'))
    await until(() => first.counts.recorded === 1 && second.counts.recorded === 1)
    relay.become('silent')
    relay.cut()
    const at = Date.now()
    first.take(exchange('x2', { SpeechResult: said }, 'Thank you.', at))
    second.take(exchange('x3', { Digits: '1' }, `Goodbye, ${said}.`, at + 1))
    // Longer than recorders wait for one that has ended.
    await sleep(12_000)
    relay.become('open')
    relay.cut()
    await until(() => first.counts.recorded === 2 && second.counts.recorded === 2)
  })
  expect(await recorded()).toHaveLength(4)
  expect(JSON.stringify(await recorded())).not.toMatch(/Marigold|Quillfeather/)
})

test('what recorders have left is redacted as by one when they are started again one after the other', async () => {
  const { store, patientStore, relay, recorded } = await server.newDatabase()
  await inFolders(2, async ([one = '', other = ''], ring) => {
    const open = async (recordings: string, where: typeof store): Promise<Recorder> =>
      openRecorder({ recordings, ring, store: where, redaction: {}, durability: 'process' })
    const before = [await open(one, store), await open(other, store)]
    relay.become('silent')
    relay.cut()
    const at = Date.now() - 10_000
    before[0]?.take(exchange('x1', { SpeechResult: said }, 'Thank you.', at))
    before[1]?.take(exchange('x2', { Digits: '1' }, `Goodbye, ${said}.`, at + 1))
    await Promise.all(before.map(async (each) => each.close({ settleMs: 0 })))
    relay.become('open')
    relay.cut()
    const second = await open(other, patientStore)
    // Those who bring a machine up again do not start its proxies at once.
    await sleep(5000)
    const first = await open(one, patientStore)
    await until(() => first.counts.recorded === 1 && second.counts.recorded === 1)
    await Promise.all([first.close(), second.close()])
  })
  expect(JSON.stringify(await recorded())).not.toMatch(/Marigold|Quillfeather/)
})

test.each([
  ['waits for one that was heard of', 1000, 9, 1000],
  ['waits for none that is a minute behind', 61_000, 9, 0],
  ['waits for none that was not heard of for ten seconds', 1000, 11, 0],
])('a recorder %s', async (_, behindMs, silentSeconds, atLeastMs) => {
  const { patientStore: store, pool, schema } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    const recorder = await openRecorder({ recordings, ring, store, redaction: {}, durability: 'process' })
    const at = Date.now()
    await pool.query(
      `insert into ${schema}.recorders values ('another', $1, now() - make_interval(secs => $2))`,
      [at - behindMs, silentSeconds],
    )
    const began = performance.now()
    recorder.take(exchange('x1', { Digits: '1' }, 'Thank you.', at))
    await until(() => recorder.counts.recorded === 1)
    // From ten seconds of silence on it is not waited for.
    const took = performance.now() - began
    expect(took).toBeGreaterThan(atLeastMs)
    await recorder.close()
    const { rows } = await pool.query(`select recorder from ${schema}.recorders`)
    expect(rows).toEqual([{ recorder: 'another' }])
  })
})

/** Folders that are removed again. */
async function inFolders(
  count: number,
  use: (folders: readonly string[], ring: KeyRing) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder, ring) => {
    if (count === 1) await use([folder], ring)
    else await inFolders(count - 1, async (rest) => use([folder, ...rest], ring))
  })
}
