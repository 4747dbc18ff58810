import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migratePostgres } from '@ringback/recording/postgres'
import {
  generateRootKey,
  openRecorder,
  readKeyRing,
  settleSpool,
  type RecorderOptions,
} from '@ringback/redaction/node'
import { startPostgres } from '@ringback/test-support/postgres'
import { Pool } from 'pg'
import { observedWebhook } from './support/observed-webhook.ts'

/**
 * How long it takes to settle a spool into a folder and into a PostgreSQL server of its own on this machine, in turns. Eight
 * exchanges are of one call, every call has a caller of its own; no originals are kept.
 *
 *     node --conditions=ringback:source packages/redaction/bench/database.ts [exchanges] [rounds]
 */
const total = Number(process.argv[2] ?? 20_000)
const rounds = Number(process.argv[3] ?? 3)
const inABurst = 100

async function settleInto(store: RecorderOptions['store']): Promise<number> {
  const recordings = await mkdtemp(join(tmpdir(), 'ringback-bench-'))
  const ring = await readKeyRing(key)
  const settings = { recordings, ring, originals: false, redaction: {}, durability: 'process' } as const
  const recorder = await openRecorder({
    ...settings,
    ...(store && { store }),
    settleAfterMs: 2 ** 31 - 1,
    closeMs: 0,
  })
  for (let at = 0; at < total; at += inABurst) {
    for (let index = at; index < at + inABurst; index += 1) recorder.take(observedWebhook(index))
    await new Promise<void>((resolve) => void setTimeout(resolve, 3))
  }
  await recorder.close()
  const start = performance.now()
  const { recorded, state } = await settleSpool({ recordings, ring, ...(store && { store }) })
  const ms = performance.now() - start
  if (recorded !== total) throw new Error(`${recorded} of ${total} were recorded: ${state}`)
  await rm(recordings, { recursive: true })
  return (ms * 1000) / total
}

const key = generateRootKey()
const postgres = await startPostgres()
const pool = new Pool({ connectionString: postgres.url, max: 1 })
for (let round = 0; round < rounds; round += 1) {
  const schema = `round_${round}`
  await migratePostgres({ pool, schema })
  const folder = await settleInto(undefined)
  const database = await settleInto({ url: postgres.url, schema })
  const text = (us: number): string => `${us.toFixed(1)} µs`
  console.log({ folder: text(folder), database: text(database), ratio: (folder / database).toFixed(2) })
}
await pool.end()
await postgres.stop()
