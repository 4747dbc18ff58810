/**
 * Originals in a PostgreSQL store with many exchanges: how many are sealed and kept in a second, how long it takes to find and to
 * remove a person, with how much memory, and whether writers wait while originals are pruned.
 *
 *     node --conditions=ringback:source packages/redaction/bench/forget.ts [exchanges]
 *
 * Calls of eight exchanges, one every twenty seconds; a caller has one call in fifty thousand. The server runs on this machine with its
 * defaults.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRedactor } from '@ringback/redaction'
import type { RecordingStore } from '@ringback/recording'
import {
  migratePostgres,
  openPostgresOriginals,
  openPostgresStore,
  openRemovableRecordings,
  postgresForgotten,
  prunePostgresOriginals,
} from '@ringback/recording/postgres'
import {
  createDatabaseOriginalsKeeper,
  exchangeOf,
  forgetPerson,
  generateRootKey,
  readKeyRing,
  settledExchange,
  type SettledExchange,
} from '@ringback/redaction/node'
import { startPostgresPool } from '@ringback/test-support/postgres-pool'
import { observedWebhook } from './support/observed-webhook.ts'

const total = Number(process.argv[2] ?? 200_000)
const atOnce = 2000
const start = Date.UTC(2026, 0, 1)
const ring = await readKeyRing(generateRootKey())
const { pseudonymKey: key, keyId } = ring.current
const redactor = createRedactor({ key, keyId })
const server = await startPostgresPool()
const where = { pool: server.pool }
const recordings = await mkdtemp(join(tmpdir(), 'ringback-bench-'))
await migratePostgres(where)
const store = await openPostgresStore(where)
const originals = await openPostgresOriginals(where)
const removable = await openRemovableRecordings(where)
const keep = createDatabaseOriginalsKeeper(originals, ring.current)

function settledAt(index: number): SettledExchange {
  const original = exchangeOf({ ...observedWebhook(index), startedAt: start + index * 2500 })
  return settledExchange(redactor.redactExchange(original), original)
}

async function timed<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly ms: number; readonly result: Result }> {
  const from = performance.now()
  const result = await work()
  return { ms: performance.now() - from, result }
}

async function append(settled: readonly SettledExchange[], to: RecordingStore): Promise<void> {
  await Promise.all(settled.map(async ({ recorded }) => to.append(recorded)))
}

const spent = { recordings: 0, originals: 0 }
for (let from = 0; from < total; from += atOnce) {
  const settled = Array.from({ length: Math.min(atOnce, total - from) }, (_, at) => settledAt(from + at))
  spent.recordings += (await timed(async () => append(settled, store))).ms
  spent.originals += (await timed(async () => keep(settled))).ms
}
await server.pool.query('analyze')
const perSecond = (ms: number): number => Math.round((total * 1000) / ms)
console.log(
  `${total} exchanges: ${perSecond(spent.recordings)} recordings and ${perSecond(spent.originals)} originals kept a second.\n`,
)

globalThis.gc?.()
const memory = { before: process.memoryUsage().rss, most: 0 }
const watch = setInterval(() => (memory.most = Math.max(memory.most, process.memoryUsage().rss)), 20)
const value = '+14155550100'
const forgotten = postgresForgotten(where)
const database = { originals, recordings: removable, forgotten, name: 'the database' }
const place = { recordings, ring, database }
for (const dryRun of [true, false]) {
  const { ms, result } = await timed(async () => forgetPerson({ ...place, value, dryRun }))
  console.log(
    `${dryRun ? 'find' : 'remove'} a person in ${result.exchangeIds.size} exchanges: ${Math.round(ms)} ms`,
  )
}
clearInterval(watch)
console.log(`memory: at most ${Math.round((memory.most - memory.before) / 2 ** 20)} MiB more than before\n`)

const took: number[] = []
const state = { isDone: false }
const pruning = timed(async () =>
  prunePostgresOriginals(where, { before: new Date(start + total * 1250).toISOString() }),
).finally(() => (state.isDone = true))
for (let index = total; !state.isDone || took.length < 100; index += 1) {
  const settled = [settledAt(index)]
  took.push((await timed(async () => append(settled, store).then(async () => keep(settled)))).ms)
}
const { ms, result } = await pruning
took.sort((a, b) => a - b)
const p95 = took[Math.floor(took.length * 0.95)] ?? 0
console.log(
  `prune ${result.old.originals} originals: ${Math.round(ms)} ms; keeping one exchange with its original meanwhile: p95 ${p95.toFixed(1)} ms`,
)
await store.close()
await server.stop()
await rm(recordings, { recursive: true })
