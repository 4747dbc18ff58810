import { setTimeout } from 'node:timers/promises'
import { redeliveriesIn, parameterOf, type Recording } from '@ringback/recording'
import { migratePostgres, openPostgresStore } from '@ringback/recording/postgres'
import { generateRootKey } from '@ringback/redaction/node'
import { startPostgres, type TestPostgres } from '@ringback/test-support/postgres'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Listening } from '../listening.ts'
import { startAppReplicas } from './app-replicas.ts'
import { startReplica, untilCaughtUp, type Replica } from './replica.ts'
import { createSender, type CallWebhook, type Sender } from './webhook-load.ts'

/** All 2,000 take longer than a test should: RINGBACK_TEST_CALLS=2000. */
const calls = Number(process.env['RINGBACK_TEST_CALLS'] ?? 500)
const webhooksPerCall = 8
/** These are of the leg that the call dials. */
const ofChild = new Set([4, 5])
const twiceEvery = 10
/** Replicas have clocks of their own. */
const clocksAheadMs = [0, 3000, -4000, 7500]
/** More than a proxy takes connections are no faster. */
const connections = 64

let postgres: TestPostgres
let pool: Pool
let apps: readonly Listening[]
let replicas: readonly Replica[]
let sender: Sender

beforeAll(async () => {
  postgres = await startPostgres()
  pool = new Pool({ connectionString: postgres.url, max: 2 })
  await migratePostgres({ pool })
  apps = await startAppReplicas(clocksAheadMs.length)
  const redactionKey = generateRootKey()
  replicas = await Promise.all(
    clocksAheadMs.map(async (clockAheadMs, at) =>
      startReplica({ app: apps[at]?.url ?? '', database: postgres.url, redactionKey, clockAheadMs }),
    ),
  )
  sender = createSender(connections)
})

afterAll(async () => {
  sender.close()
  for (const replica of replicas) await replica.stop()
  for (const app of apps) await app.close()
  await pool.end()
  // A server that stops at once says goodbye to connections that are still closing, which is an error.
  await setTimeout(500)
  await postgres.stop()
})

/** Sends the webhooks of a call, each after the one before was answered, to proxies at random; some twice. */
async function makeCall(call: number): Promise<void> {
  const sid = (leg: number): string => `CA${(call * 2 + leg).toString(16).padStart(32, '0')}`
  for (let step = 0; step < webhooksPerCall; step += 1) {
    const isChild = ofChild.has(step)
    const webhook: CallWebhook = {
      accountSid: `AC${'0'.repeat(32)}`,
      callSid: sid(isChild ? 1 : 0),
      ...(isChild && { parentCallSid: sid(0) }),
      digits: String(step),
      token: crypto.randomUUID(),
    }
    const deliveries = isSentTwice(call, step) ? 2 : 1
    await Promise.all(
      Array.from({ length: deliveries }, async () => {
        expect(await sender.send(anyReplica().process.url, webhook)).toBe(true)
      }),
    )
  }
}

function isSentTwice(call: number, step: number): boolean {
  return (call * webhooksPerCall + step) % twiceEvery === 0
}

function anyReplica(): Replica {
  const replica = replicas[Math.floor(Math.random() * replicas.length)]
  if (replica === undefined) throw new Error('there are replicas')
  return replica
}

/** The steps of a recorded call, in their order, without what was delivered again. */
function stepsOf({ exchanges }: Recording): readonly string[] {
  const again = redeliveriesIn(exchanges)
  return exchanges.filter((exchange) => !again.has(exchange)).map(stepOf)
}

function stepOf({ request }: Recording['exchanges'][number]): string {
  return parameterOf(request, 'Digits') ?? ''
}

test(`${calls} calls at once over ${clocksAheadMs.length} proxies, every tenth request twice: each is there once, whole, in order`, async () => {
  await Promise.all(Array.from({ length: calls }, async (_, call) => makeCall(call)))
  await untilCaughtUp(replicas)
  const store = await openPostgresStore({ pool })
  const steps = Array.from({ length: webhooksPerCall }, (_, step) => String(step))
  const seen = new Set<string | null>()
  let deliveredAgain = 0
  for await (const recording of store.list()) {
    expect(seen.has(recording.callSid)).toBe(false)
    seen.add(recording.callSid)
    expect(recording.legs).toHaveLength(2)
    expect(stepsOf(recording)).toEqual(steps)
    // Deliveries of one request stand together.
    expect(recording.exchanges.map(stepOf)).toEqual(recording.exchanges.map(stepOf).toSorted())
    deliveredAgain += redeliveriesIn(recording.exchanges).size
  }
  expect(seen.size).toBe(calls)
  expect(deliveredAgain).toBe(Math.ceil((calls * webhooksPerCall) / twiceEvery))
  await store.close()
}, 600_000)
