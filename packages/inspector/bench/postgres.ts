/**
 * The page over recordings in PostgreSQL: how long it takes to list calls, to find them with each filter and to open one, while calls are
 * being recorded. `npm run bench inspector/postgres`; `-- -- 100000` for another number of exchanges than a million, and the URL of a
 * database after it for one that was filled by it before.
 *
 * Calls of eight webhooks with about twenty parameters each, one every twenty seconds. The server runs on this machine with its defaults.
 */
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { startInspector } from '@ringback/inspector'
import type { Exchange } from '@ringback/recording'
import {
  migratePostgres,
  openCallTable,
  openPostgresStore,
  postgresNotes,
  postgresStatistics,
} from '@ringback/recording/postgres'
import {
  appendExchanges,
  exchangeId,
  exchangeStart,
  millisecondsOf,
  perCall,
  percentilesOf,
  sizeOfBench,
  someCall,
} from '@ringback/test-support/many-exchanges'
import { startPostgres } from '@ringback/test-support/postgres'
import { Pool } from 'pg'

const { exchanges, calls } = sizeOfBench()
/** So often each question is asked. */
const times = 100

const hex = (value: number): string => value.toString(16).padStart(8, '0')

function sidOf(call: number): string {
  // Spread as those of Twilio are.
  const mixed = [1, 2, 3, 4].map((salt) => hex(Math.imul(call + salt, 2_654_435_761 + salt) >>> 0))
  return `CA${mixed.join('')}`
}

/** The number of a caller; each of ten thousand calls a dozen times. */
function numberOf(call: number): string {
  const number = (call * 7919) % 10_000
  return `+1${210 + Math.floor(number / 100)}55501${String(number % 100).padStart(2, '0')}`
}

function parametersOf(call: number, at: number): Readonly<Record<string, string>> {
  const isLast = at === perCall - 1
  return {
    AccountSid: `AC${'0'.repeat(32)}`,
    ApiVersion: '2010-04-01',
    CallSid: sidOf(call),
    CallStatus: isLast ? (call % 50 === 0 ? 'failed' : 'completed') : at === 0 ? 'ringing' : 'in-progress',
    Called: '+14155550199',
    CalledCity: 'SAN FRANCISCO',
    CalledCountry: 'US',
    CalledState: 'CA',
    CalledZip: '94105',
    Caller: numberOf(call),
    CallerCity: `CITY ${call % 300}`,
    CallerCountry: 'US',
    CallerState: 'CA',
    CallerZip: String(90_000 + (call % 1000)),
    Direction: 'inbound',
    From: numberOf(call),
    To: '+14155550199',
    StirVerstat: 'TN-Validation-Passed-A',
    ...(at > 0 && !isLast && { Digits: String((call + at) % 10), FinishedOnKey: '#' }),
    ...(call % 1000 === 0 && at === 3 && { SpeechResult: `order number ${call}`, Confidence: '0.9' }),
    ...(isLast && { CallDuration: String(call % 600), SequenceNumber: '3' }),
  }
}

const answers = [
  '<Response><Gather numDigits="1" action="/menu"><Say>For sales, press 1. For support, press 2.</Say></Gather></Response>',
  '<Response><Say>Please hold the line.</Say><Redirect>/menu</Redirect></Response>',
]

function exchangeOf(call: number, at: number): Exchange {
  const isWrong = call % 100 === 7 && at === 4
  return {
    id: exchangeId(call, at),
    kind: at === 0 ? 'voice.incoming-pstn' : at === perCall - 1 ? 'status.incoming-number' : 'gather.action',
    callSid: sidOf(call),
    parentCallSid: null,
    startedAt: exchangeStart(call, at),
    durationMs: 5,
    request: {
      method: 'POST',
      url: 'https://phone.example.com/voice',
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: { text: new URLSearchParams(parametersOf(call, at)).toString() },
    },
    response: isWrong
      ? { status: 500, headers: [['Content-Type', 'text/html']], body: { text: 'Internal Server Error' } }
      : { status: 200, headers: [['Content-Type', 'text/xml']], body: { text: answers[at % 2] ?? '' } },
    signature: call % 200 === 0 ? 'invalid' : 'valid',
    problem: call % 125 === 0 && at === 2 ? { code: 'app-timeout', message: 'The app was too slow.' } : null,
    redaction: { keyId: 'abcd1234', replaced: {} },
    provenance: { recorder: 'proxy', version: '0.1.0' },
  }
}

function load(): string {
  return loadavg()
    .map((each) => each.toFixed(1))
    .join(' ')
}

function line(what: string, took: readonly number[], found: string, whole = ''): string {
  return `| ${what} | ${found} | ${percentilesOf(took, [0.5, 0.95, 0.99])} | ${whole} |`
}

const filled = process.argv[3]
const postgres = filled === undefined ? await startPostgres() : { url: filled, stop: async () => undefined }
const pool = new Pool({ connectionString: postgres.url, max: 8 })
const where = { pool }
await migratePostgres(where)
const store = await openPostgresStore(where)
const insertMs = await millisecondsOf(async () =>
  appendExchanges(0, filled === undefined ? exchanges : 0, async (call, at) =>
    store.append(exchangeOf(call, at)),
  ),
)
await pool.query('vacuum analyze')
const { bytes, exchanges: kept } = await postgresStatistics(where)
const rate = filled === undefined ? `${Math.round((exchanges / insertMs) * 1000)} kept a second, ` : ''
console.log(
  `${exchanges} exchanges of ${calls} calls: ${rate}${Math.round(bytes / 2 ** 20)} MiB with indexes; load average ${load()}.\n`,
)

const notes = postgresNotes(where)
for (let call = 0; call < calls; call += Math.ceil(calls / 100))
  await notes.write(exchangeId(call, 0), { tags: ['bug'], note: 'It repeats.' })
const inspector = await startInspector({
  directory: null,
  database: { name: 'postgres://bench', table: await openCallTable(where), notes },
  version: '1',
})
const cookie = (await fetch(inspector.url)).headers.get('set-cookie')?.split(';')[0] ?? ''

interface Answered {
  readonly matched?: number
  readonly isComplete?: boolean
}

async function ask(path: string): Promise<Answered> {
  const response = await fetch(`http://127.0.0.1:${inspector.port}/api/calls${path}`, {
    headers: { Cookie: cookie },
  })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as Answered // The server of the page answers so.
}

/** Calls go on being recorded, ten webhooks a second: what was found has to be found anew. */
const recording = { isOver: false }
const recorded = (async () => {
  for (let number = kept; !recording.isOver; number += 1) {
    await store.append(exchangeOf(Math.floor(number / perCall), number % perCall))
    await sleep(100)
  }
})()

const questions: readonly (readonly [string, (time: number) => string])[] = [
  ['the newest 100 calls', () => '?limit=100'],
  ['100 calls anywhere in the list', (time) => `?limit=100&offset=${someCall(time, calls)}`],
  ['call status: nearly all', () => '?status=completed'],
  ['call status: 1 in 50', () => '?status=failed'],
  ['HTTP status: 1 in 100', () => '?status=500'],
  ['kind: all', () => '?kind=gather.action'],
  ['signature: 1 in 200', () => '?signature=invalid'],
  ['with a problem: 1 in 125', () => '?problem=yes'],
  ['parameter: 6 in 10', (time) => `?parameter=Digits%3D${time % 10}`],
  ['parameter: 1 in 1000', (time) => `?parameter=CallerZip%3D${90_000 + (time % 1000)}`],
  ['parameter: any value, 1 in 1000', () => '?parameter=SpeechResult'],
  ['parameter: none', (time) => `?parameter=Digits%3D${100 + time}`],
  [
    'status, kind and parameter',
    (time) => `?status=failed&kind=gather.action&parameter=Digits%3D${time % 10}`,
  ],
  ['tag: 100 calls', () => '?tag=bug'],
  ['text: a CallSid', (time) => `?text=${sidOf(someCall(time, calls))}`],
  ['text: a part of a number', (time) => `?text=${numberOf(someCall(time, calls)).slice(3)}`],
  ['text: a kind', () => '?text=gather'],
]

console.log('| | calls found | p50, ms | p95 | p99 | whole at once |\n| --- | --- | --- | --- | --- | --- |')
for (const [what, pathOf] of questions) {
  const took: number[] = []
  let found = 0
  let whole = 0
  for (let time = 0; time < times; time += 1) {
    let answer: Answered = {}
    took.push(await millisecondsOf(async () => (answer = await ask(pathOf(time)))))
    if (answer.isComplete === true) whole += 1
    found = Math.max(found, answer.matched ?? 0)
  }
  console.log(line(what, took, String(found), `${Math.round((whole / times) * 100)} %`))
}
const opened: number[] = []
for (let time = 0; time < times; time += 1)
  opened.push(await millisecondsOf(async () => ask(`/${exchangeId(someCall(time, calls), 0)}`)))
console.log(line('open a call', opened, ''))

/** Until all calls were looked at. */
async function searched(path: string): Promise<readonly [answers: number[], totalMs: number, found: number]> {
  const took: number[] = []
  const from = performance.now()
  for (;;) {
    let answer: Answered = {}
    took.push(await millisecondsOf(async () => (answer = await ask(path))))
    if (answer.isComplete === true) return [took, performance.now() - from, answer.matched ?? 0]
    await sleep(50)
  }
}

recording.isOver = true
await recorded
await sleep(3000)
const texts: number[] = []
for (let time = 0; time < 50; time += 1)
  texts.push((await searched(`?text=${numberOf(someCall(time + 500, calls)).slice(3)}`))[1])
console.log(line('text: a part of a number, until all calls were looked at', texts, ''))
const [parts, totalMs, found] = await searched('?code=http-status')
console.log(line('code of a finding: each answer, with what was found so far', parts, String(found)))
console.log(`\nThe code of a finding: all calls were looked at after ${(totalMs / 1000).toFixed(1)} s.`)
console.log(`Load average at the end: ${load()}`)

await inspector.close()
await store.close()
await pool.end()
// A server that stops at once says goodbye to connections that are still closing, which is an error.
await sleep(500)
await postgres.stop()
