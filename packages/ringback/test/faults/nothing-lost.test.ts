import { setTimeout } from 'node:timers/promises'
import { migratePostgres } from '@ringback/recording/postgres'
import { generateRootKey } from '@ringback/redaction/node'
import { startPostgres, type TestPostgres } from '@ringback/test-support/postgres'
import {
  canMountDisk,
  startPostgresOnSmallDisk,
  type PostgresOnSmallDisk,
} from '@ringback/test-support/small-disk'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Listening } from '../listening.ts'
import { startAppReplicas } from './app-replicas.ts'
import { startReplica, untilCaughtUp, type Replica } from './replica.ts'
import { createSender, startLoad, type Load, type Sender } from './webhook-load.ts'

const perSecond = 100
const webhooksPerCall = 8
/** PostgreSQL takes about 60 MiB of it. */
const diskMiB = 128
const hasSmallDisk = canMountDisk()

let postgres: TestPostgres
let smallDisk: PostgresOnSmallDisk | undefined
let pool: Pool
let app: Listening
let replicas: readonly Replica[]
let sender: Sender
let calls = 0

beforeAll(async () => {
  smallDisk = hasSmallDisk ? await startPostgresOnSmallDisk(diskMiB) : undefined
  postgres = smallDisk ?? (await startPostgres())
  pool = new Pool({ connectionString: postgres.url, max: 2 })
  // It is killed with its connections.
  pool.on('error', () => undefined)
  await migratePostgres({ pool })
  const [started] = await startAppReplicas(1)
  if (started === undefined) throw new Error('an app was started')
  app = started
  const options = { app: app.url, database: postgres.url, redactionKey: generateRootKey() }
  replicas = await Promise.all([startReplica(options), startReplica(options)])
  sender = createSender(16)
})

afterAll(async () => {
  sender.close()
  for (const replica of replicas) await replica.stop()
  await pool.end()
  await app.close()
  // A server that stops at once says goodbye to connections that are still closing, which is an error.
  await setTimeout(500)
  await postgres.stop()
})

/** Sends webhooks to all replicas while a fault comes and goes. Resolves to whether each was answered. */
async function loadDuring(fault: (load: Load) => Promise<void>): Promise<readonly boolean[]> {
  calls += 1
  const run = calls
  const load = startLoad(perSecond, async (number) => {
    const call = Math.floor(number / webhooksPerCall)
    return sender.send(replicaFor(number).process.url, {
      accountSid: `AC${'0'.repeat(32)}`,
      callSid: `CA${run.toString(16).padStart(4, '0')}${call.toString(16).padStart(28, '0')}`,
      digits: String(number % webhooksPerCall),
      token: crypto.randomUUID(),
    })
  })
  await setTimeout(300)
  await fault(load)
  await setTimeout(300)
  return load.stop()
}

/** One webhook of a call goes here, the next one there. */
function replicaFor(number: number): Replica {
  const replica = replicas[number % replicas.length]
  if (replica === undefined) throw new Error('there are replicas')
  return replica
}

/** What was told as kept is in the database, once, and counted once. */
async function expectAllKept(): Promise<void> {
  await untilCaughtUp(replicas)
  const kept = replicas.flatMap((replica) => replica.kept())
  const { rows } = await pool.query<{ id: string }>('select id from ringback.exchanges')
  const ids = new Set(rows.map(({ id }) => id))
  expect(kept.filter((id) => !ids.has(id))).toEqual([])
  expect(ids.size).toBe(rows.length)
  const counted = await pool.query<{ sum: string }>('select sum(exchanges) as sum from ringback.legs')
  expect(Number(counted.rows[0]?.sum)).toBe(rows.length)
  expect(
    replicas.flatMap(({ process }) => process.told.filter(({ type }) => type === 'not-recorded')),
  ).toEqual([])
}

test('PostgreSQL is killed and started again', async () => {
  const answers = await loadDuring(async () => {
    await postgres.kill()
    await setTimeout(1000)
    await postgres.restart()
  })
  expect(answers).not.toContain(false)
  await expectAllKept()
})

test('connections to PostgreSQL are cut again and again, and then refused', async () => {
  const answers = await loadDuring(async () => {
    for (let time = 0; time < 20; time += 1) {
      replicaFor(time).link.cut()
      await setTimeout(50)
    }
    for (const { link } of replicas) link.become('refusing')
    await setTimeout(500)
    for (const { link } of replicas) link.become('open')
  })
  expect(answers).not.toContain(false)
  await expectAllKept()
})

test('PostgreSQL takes connections and never answers: no answer waits for it, the lag is told and reaches zero', async () => {
  const [silent] = replicas
  if (silent === undefined) throw new Error('there are replicas')
  const answers = await loadDuring(async (load) => {
    silent.link.become('silent')
    await setTimeout(500)
    const recorded = silent.process.recorded.size
    await setTimeout(6500)
    await load.answered()
    expect(silent.process.recorded.size).toBe(recorded)
    silent.link.become('open')
  })
  expect(answers).not.toContain(false)
  await expectAllKept()
  const lagTold = (): readonly number[] =>
    silent.process.told.flatMap((event) => (event.type === 'lag' ? event.ms : []))
  expect(Math.max(...lagTold())).toBeGreaterThan(5000)
  await expect.poll(() => lagTold().at(-1)).toBeLessThan(5000)
})

test.skipIf(!hasSmallDisk)('the disk of PostgreSQL is full (needs unshare and mount)', async () => {
  const answers = await loadDuring(async () => {
    await smallDisk?.fill()
    await setTimeout(2500)
    await smallDisk?.free()
    // Without room for its log it ends by itself, and has to be started again.
    if (!(await isUp())) await postgres.restart()
  })
  expect(answers).not.toContain(false)
  const warnings = replicas.flatMap(({ process: { told } }) =>
    told.filter((event) => event.type === 'warning'),
  )
  expect(warnings.map(({ message }) => message).join('\n')).toMatch(
    /No space left on device|could not extend/,
  )
  await expectAllKept()
})

async function isUp(): Promise<boolean> {
  return pool.query('select 1').then(
    () => true,
    () => false,
  )
}

test('a proxy is killed while PostgreSQL is away, and again while it catches up, and started again on its folder', async () => {
  const [killed] = replicas
  if (killed === undefined) throw new Error('there are replicas')
  await loadDuring(async () => {
    killed.link.become('refusing')
    await setTimeout(500)
    await killed.kill()
    killed.link.become('open')
    await killed.restart()
    await setTimeout(250)
    await killed.kill()
    await killed.restart()
  })
  expect(killed.kept().length).toBeGreaterThan(killed.process.kept.size)
  await expectAllKept()
})
