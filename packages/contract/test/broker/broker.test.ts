import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type BrokerSource,
  buildPacts,
  canIDeploy,
  ContractError,
  publishPacts,
  recordDeployment,
  verifyProvider,
} from '@ringback/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authToken, keepingApp } from '../support/apps.ts'
import { type BrokerDouble, brokerToken, startBrokerDouble } from '../support/broker.ts'

let broker: BrokerDouble
let folder: string

beforeAll(async () => {
  broker = await startBrokerDouble()
  folder = await mkdtemp(join(tmpdir(), 'ringback-pacts-'))
  const pacts = buildPacts({
    provider: 'app',
    routes: [{ kind: 'voice.incoming-pstn', url: '/voice', cases: 'plain' }],
    refusesForged: false,
  })
  for (const { name, pact } of pacts) await writeFile(join(folder, name), JSON.stringify(pact))
})
afterAll(async () => {
  await broker[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const access = (): { brokerUrl: string; token: string } => ({ brokerUrl: broker.url, token: brokerToken })
const deployment = (): Parameters<typeof canIDeploy>[0] => ({
  ...access(),
  pacticipant: 'app',
  version: '1',
  environment: 'production',
})

test('says which path holds no pact before it asks the broker', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'ringback-none-'))
  const asked = broker.asked.length
  const published = publishPacts({ ...access(), paths: [empty], consumerVersion: '1' })
  await expect(published).rejects.toMatchObject({
    code: 'no-pact',
    message: expect.stringContaining(empty) as string,
  })
  expect(broker.asked).toHaveLength(asked)
  await rm(empty, { recursive: true })
})

test('publishes pacts', async () => {
  await publishPacts({ ...access(), paths: [folder], consumerVersion: '1', branch: 'main' })
  const published = broker.asked.find(({ path }) => path === '/contracts/publish')
  expect(published?.body).toMatchObject({
    pacticipantName: 'twilio',
    pacticipantVersionNumber: '1',
    branch: 'main',
  })
})

describe('verifies what the broker wants', () => {
  const source = (): BrokerSource => ({ ...access(), provider: 'app' })

  test('and tells it the results', async () => {
    const pacts = {
      ...source(),
      selectors: [{ branch: 'main' }],
      enablePending: true,
      includeWipPactsSince: '2026-01-01',
      providerVersion: '7',
      providerVersionBranch: 'main',
      publish: true,
    }
    const { counts, failures } = await verifyProvider({ app: keepingApp().app, authToken, pacts })
    expect(failures).toEqual([])
    expect(counts.passed).toBe(1)
    const wanted = broker.asked.filter(
      ({ path, method }) => method === 'POST' && path.endsWith('for-verification'),
    )
    expect(wanted).toHaveLength(2)
    for (const { body } of wanted) {
      expect(body).toMatchObject({
        consumerVersionSelectors: [{ branch: 'main' }],
        includePendingStatus: true,
        includeWipPactsSince: '2026-01-01',
        providerVersionBranch: 'main',
      })
    }
    const results = broker.asked.findLast(({ path }) => path === '/results')
    expect(results?.body).toMatchObject({ success: true, providerApplicationVersion: '7' })
  })

  test('judges the TwiML of its pacts', async () => {
    const { app } = keepingApp('<Response><Shout/></Response>')
    const { failures } = await verifyProvider({ app, authToken, pacts: source() })
    expect(failures).toEqual([expect.stringContaining('Shout')])
  })

  test('lets pending pacts fail', async () => {
    broker.pending = true
    const { app } = keepingApp('<Response><Shout/></Response>')
    const { counts, failures } = await verifyProvider({
      app,
      authToken,
      pacts: { ...source(), enablePending: true },
    })
    broker.pending = false
    expect(failures).toEqual([])
    expect(counts).toMatchObject({ judged: 1, passed: 0, failed: 0, pending: 1, skipped: 0 })
  })

  test('with a wrong token, or without an answer, says so', async () => {
    const { app } = keepingApp()
    const run = (pacts: BrokerSource): Promise<unknown> => verifyProvider({ app, authToken, pacts })
    await expect(run({ ...source(), token: 'wrong' })).rejects.toThrow(/answers HTTP 401/)
    await expect(run({ ...source(), brokerUrl: 'http://127.0.0.1:1' })).rejects.toThrow(ContractError)
  })
})

test.each([true, false, null])('can-i-deploy says what the broker says: %s', async (deployable) => {
  broker.deployable = deployable
  expect(await canIDeploy(deployment())).toMatchObject({ deployable })
})

test('a deployment is recorded', async () => {
  await recordDeployment(deployment())
  expect(broker.asked.map(({ path }) => path)).toContain('/deployed/u-1')
})
