/**
 * A store of recordings in PostgreSQL with many exchanges: how many are kept in a second, how long it takes to open a call and to
 * list the newest, and whether writers wait while old calls are pruned. `npm run bench recording/postgres`; `-- -- 100000` for
 * another number of exchanges than a million.
 *
 * Calls of eight exchanges of about a kilobyte, one every twenty seconds. The server runs on this machine with its defaults.
 */
import { setTimeout } from 'node:timers/promises'
import { startPostgres } from '@ringback/test-support/postgres'
import { Pool } from 'pg'
import type { Exchange, RecordingStore } from '@ringback/recording'
import {
  migratePostgres,
  openPostgresStore,
  postgresStatistics,
  prunePostgres,
} from '@ringback/recording/postgres'

const perCall = 8
const callEveryMs = 20_000
const start = Date.UTC(2026, 0, 1)
const exchanges = Number(process.argv[2] ?? 1_000_000)
const calls = Math.floor(exchanges / perCall)
/** So many exchanges are appended before the first of them is waited for. */
const atOnce = 4000

const filling = 'x'.repeat(600)

function sidOf(call: number): string {
  return `CA${call.toString(16).padStart(32, '0')}`
}

function exchangeNumber(number: number): Exchange {
  const call = Math.floor(number / perCall)
  const startedAt = new Date(start + call * callEveryMs + (number % perCall) * 1000).toISOString()
  const from = `%2B1415555${String(100 + (call % 100)).padStart(4, '0')}`
  return {
    id: String(number).padStart(20, '0'),
    kind: 'voice.incoming-pstn',
    callSid: sidOf(call),
    parentCallSid: null,
    startedAt,
    durationMs: 5,
    request: {
      method: 'POST',
      url: 'https://phone.example.com/voice',
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: { text: `CallSid=${sidOf(call)}&From=${from}&To=%2B14155550199&Filling=${filling}` },
    },
    response: { status: 200, headers: [], body: { text: '<Response/>' } },
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0.1.0' },
  }
}

async function append(store: RecordingStore, from: number, to: number): Promise<void> {
  for (let number = from; number < to; number += atOnce) {
    const length = Math.min(atOnce, to - number)
    await Promise.all(Array.from({ length }, async (_, at) => store.append(exchangeNumber(number + at))))
  }
}

/** Milliseconds that work took, each time it was done: half of them less, and 95 in 100. */
async function percentiles(times: number, work: (time: number) => Promise<unknown>): Promise<string> {
  const took: number[] = []
  for (let time = 0; time < times; time += 1) took.push(await millisecondsOf(async () => work(time)))
  return textOf(took)
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

function textOf(took: number[]): string {
  took.sort((a, b) => a - b)
  const at = (share: number): string => (took[Math.floor(took.length * share)] ?? 0).toFixed(1)
  return `${at(0.5)} | ${at(0.95)} | ${at(0.999)}`
}

/** How long a writer waits for one exchange at a time, until `done`. */
async function writing(store: RecordingStore, from: number, done: Promise<unknown>): Promise<string> {
  const state = { isDone: false }
  void done.finally(() => (state.isDone = true))
  const took: number[] = []
  for (let number = from; !state.isDone || took.length < 200; number += 1)
    took.push(await millisecondsOf(async () => store.append(exchangeNumber(number))))
  return textOf(took)
}

const postgres = await startPostgres()
const pool = new Pool({ connectionString: postgres.url, max: 8 })
const where = { pool }
await migratePostgres(where)
const store = await openPostgresStore(where)

const insertMs = await millisecondsOf(async () => append(store, 0, exchanges))
await pool.query('analyze')
const { bytes } = await postgresStatistics(where)
console.log(
  `${exchanges} exchanges of ${calls} calls: ${Math.round((exchanges / insertMs) * 1000)} kept a second, ${Math.round(bytes / 2 ** 20)} MiB with indexes.\n`,
)
console.log('| ms | p50 | p95 | p99.9 |\n| --- | --- | --- | --- |')
// A prime, so that the calls are spread over all.
const someCall = (time: number): string => sidOf((time * 7919) % calls)
console.log(`| open a call | ${await percentiles(500, async (time) => store.read(someCall(time)))} |`)
console.log(
  `| list the newest 100 calls, whole | ${await percentiles(50, async () => {
    let listed = 0
    for await (const _recording of store.list()) if ((listed += 1) === 100) break
  })} |`,
)
console.log(`| append one, nothing else going on | ${await writing(store, exchanges, Promise.resolve())} |`)
const tenth = new Date(start + (calls / 10) * callEveryMs).toISOString()
const pruning = prunePostgres(where, tenth)
const whilePruning = await writing(store, exchanges + 1000, pruning)
console.log(`| append one while a tenth is pruned (${(await pruning).exchanges}) | ${whilePruning} |`)
await store.close()
await pool.end()
// A server that stops at once says goodbye to connections that are still closing, which is an error.
await setTimeout(500)
await postgres.stop()
