import { openRecorder, type Recorder, type RecorderOptions } from '@ringback/redaction/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inFolder, observedOf, until } from '../support.ts'
import { startTestServer, type TestServer } from './database-support.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(async () => server.stop())

const callSid = `CA${'5'.repeat(32)}`
/** What the caller says; nothing in a text tells that it is private. */
const said = 'Marigold Quillfeather'

function exchange(id: string, form: Record<string, string>, twiml: string): ReturnType<typeof observedOf> {
  const observed = observedOf(Number(id.slice(1)))
  const body = new URLSearchParams({ CallSid: callSid, AccountSid: `AC${'0'.repeat(32)}`, ...form })
  return {
    ...observed,
    id,
    startedAt: Date.now(),
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
