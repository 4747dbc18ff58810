/**
 * A store of recordings in PostgreSQL with many exchanges: how many are kept in a second, how long it takes to open a call and to
 * list the newest, and whether writers wait while old calls are pruned. `npm run bench recording/postgres`; `-- -- 100000` for
 * another number of exchanges than a million.
 *
 * Calls of eight exchanges of about a kilobyte, one every twenty seconds. The server runs on this machine with its defaults.
 */
import { setTimeout } from 'node:timers/promises'
import {
  appendExchanges,
  callStart,
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
import type { Exchange, RecordingStore } from '@ringback/recording'
import {
  migratePostgres,
  openPostgresStore,
  postgresStatistics,
  prunePostgres,
} from '@ringback/recording/postgres'

const { exchanges, calls } = sizeOfBench()
/** Half of all took less, 95 in 100, and 999 in 1000. */
const shares = [0.5, 0.95, 0.999]

const filling = 'x'.repeat(600)

function sidOf(call: number): string {
  return `CA${call.toString(16).padStart(32, '0')}`
}

function exchangeOf(call: number, at: number): Exchange {
  const from = `%2B1415555${String(100 + (call % 100)).padStart(4, '0')}`
  return {
    id: exchangeId(call, at),
    kind: 'voice.incoming-pstn',
    callSid: sidOf(call),
    parentCallSid: null,
    startedAt: exchangeStart(call, at),
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

async function percentiles(times: number, work: (time: number) => Promise<unknown>): Promise<string> {
  const took: number[] = []
  for (let time = 0; time < times; time += 1) took.push(await millisecondsOf(async () => work(time)))
  return percentilesOf(took, shares)
}

/** How long a writer waits for one exchange at a time, until `done`. */
async function writing(store: RecordingStore, from: number, done: Promise<unknown>): Promise<string> {
  const state = { isDone: false }
  void done.finally(() => (state.isDone = true))
  const took: number[] = []
  for (let number = from; !state.isDone || took.length < 200; number += 1)
    took.push(
      await millisecondsOf(async () =>
        store.append(exchangeOf(Math.floor(number / perCall), number % perCall)),
      ),
    )
  return percentilesOf(took, shares)
}

const postgres = await startPostgres()
const pool = new Pool({ connectionString: postgres.url, max: 8 })
const where = { pool }
await migratePostgres(where)
const store = await openPostgresStore(where)

const insertMs = await millisecondsOf(async () =>
  appendExchanges(0, exchanges, async (call, at) => store.append(exchangeOf(call, at))),
)
await pool.query('analyze')
const { bytes } = await postgresStatistics(where)
console.log(
  `${exchanges} exchanges of ${calls} calls: ${Math.round((exchanges / insertMs) * 1000)} kept a second, ${Math.round(bytes / 2 ** 20)} MiB with indexes.\n`,
)
console.log('| ms | p50 | p95 | p99.9 |\n| --- | --- | --- | --- |')
console.log(
  `| open a call | ${await percentiles(500, async (time) => store.read(sidOf(someCall(time, calls))))} |`,
)
console.log(
  `| list the newest 100 calls, whole | ${await percentiles(50, async () => {
    let listed = 0
    for await (const _recording of store.list()) if ((listed += 1) === 100) break
  })} |`,
)
console.log(`| append one, nothing else going on | ${await writing(store, exchanges, Promise.resolve())} |`)
const tenth = new Date(callStart(calls / 10)).toISOString()
const pruning = prunePostgres(where, tenth)
const whilePruning = await writing(store, exchanges + 1000, pruning)
console.log(`| append one while a tenth is pruned (${(await pruning).exchanges}) | ${whilePruning} |`)
await store.close()
await pool.end()
// A server that stops at once says goodbye to connections that are still closing, which is an error.
await setTimeout(500)
await postgres.stop()
