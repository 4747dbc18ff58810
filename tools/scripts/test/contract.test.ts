import { appTransport, createTwilioClient } from '@ringback/twilio-client/node'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type PactCore from '@pact-foundation/pact-core'
import * as express from '@ringback/app-express'
import * as fastify from '@ringback/app-fastify'
import * as hono from '@ringback/app-hono'
import * as nodeHttp from '@ringback/app-node-http'
import {
  pactFiles,
  pinAnswers,
  planInteractions,
  type PactFile,
  type PinnedInteraction,
  type Route,
  verifyProvider,
} from '@ringback/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { breakingChanges } from './contract/breaking-changes.ts'
import { authToken, type Change, changedApp, publicUrl } from './contract/changed-app.ts'
import { safeChanges } from './contract/safe-changes.ts'

const fixtures = join(import.meta.dirname, '../../../fixtures/pacts')
const routes = JSON.parse(
  readFileSync(join(fixtures, 'receptionist.routes.json'), 'utf8'),
) as readonly Route[]

let pacts: readonly PactFile[]
/** What the changes concern: an ordinary call at every URL, and every end of a dialled call. */
let telling: readonly PactFile[]

beforeAll(async () => {
  const app = express.createApp({ authToken, publicUrl })
  const twilio = createTwilioClient({ authToken, transport: appTransport(app) })
  const plan = planInteractions({ routes, publicUrl })
  const pinned: PinnedInteraction[] = []
  for await (const result of pinAnswers(plan.interactions, twilio)) pinned.push(result)
  const failures = pinned.flatMap(({ failure }) => failure ?? [])
  if (failures.length > 0) throw new Error(failures.join('\n'))
  const interactions = pinned.map(({ interaction }) => interaction)
  pacts = pactFiles(interactions, { provider: 'receptionist' })
  telling = pactFiles(
    interactions.filter((planned) => /plain$|^DialCallStatus/.test(planned.case)),
    { provider: 'receptionist' },
  )
})

test('the kept pacts are what is built today', async () => {
  for (const { name, pact } of pacts) {
    await expect(`${JSON.stringify(pact, null, 2)}\n`).toMatchFileSnapshot(
      join(fixtures, 'receptionist', name),
    )
  }
})

describe('the four receptionists hold the contract, signature check on', () => {
  test.each(Object.entries({ express, fastify, hono, 'node:http': nodeHttp }))(
    '%s',
    async (_name, { startApp }) => {
      const app = await startApp({ port: 0, authToken, publicUrl })
      const report = await verifyProvider({ app: app.url, publicUrl, authToken, pacts })
      await app.close()
      expect(report.failures).toEqual([])
      expect(report.counts.passed).toBe(pacts.flatMap(({ pact }) => pact.interactions).length)
    },
  )
})

describe('a change that a caller notices', () => {
  test.each(breakingChanges.map((change) => [change.name, change] as const))('%s', async (_name, change) => {
    const { failed, changed, messages } = await verified(change)
    expect(failed).toEqual(change.unsigned === true ? routesWithCheck() : changed)
    expect(failed.length).toBeGreaterThan(0)
    for (const message of messages) expect(message).toMatch(change.says ?? /./)
  })
})

describe('a change that nobody notices', () => {
  test.each(safeChanges.map((change) => [change.name, change] as const))('%s', async (_name, change) => {
    const { changed, messages } = await verified(change)
    expect(changed.length).toBeGreaterThan(0)
    expect(messages).toEqual([])
  })
})

test("Pact's own verifier alone passes an app without a signature check", async () => {
  const { app } = changedApp({ name: 'no check', unsigned: true })
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  try {
    process.env['PACT_DO_NOT_TRACK'] = 'true'
    const { default: core } = createRequire(import.meta.url)('@pact-foundation/pact-core') as typeof PactCore
    const output = await core.verifyPacts({
      provider: 'receptionist',
      providerBaseUrl: `http://127.0.0.1:${port}`,
      pactUrls: pacts.map(({ name }) => join(fixtures, 'receptionist', name)),
      logLevel: 'error',
    })
    expect(JSON.parse(output)).toMatchObject({ result: true, errors: [] })
  } finally {
    server.close()
    server.closeAllConnections()
  }
})

/** What the verification of a changed receptionist finds, by the descriptions of the interactions. */
async function verified(
  change: Change,
): Promise<{ failed: string[]; changed: string[]; messages: readonly string[] }> {
  const { app, changed } = changedApp(change)
  const report = await verifyProvider({ app, publicUrl, authToken, pacts: telling })
  return {
    failed: report.interactions
      .filter(({ verdict }) => verdict === 'failed')
      .map(({ description }) => description)
      .toSorted(),
    changed: telling
      .flatMap(({ pact }) => pact.interactions)
      .filter(({ request }) => changed.has(String(request.headers?.['I-Twilio-Idempotency-Token'])))
      .map(({ description }) => description)
      .toSorted(),
    messages: report.failures,
  }
}

/** One interaction per route proves that a forged request is refused. */
function routesWithCheck(): string[] {
  return telling
    .flatMap(({ pact }) => pact.interactions.slice(0, 1).map(({ description }) => description))
    .toSorted()
}
