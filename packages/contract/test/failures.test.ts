import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPacts, ContractError, verifyProvider, type VerifyOptions } from '@ringback/contract'
import { describe, expect, test } from 'vitest'
import { authToken, keepingApp, listen, listenRaw } from './support/apps.ts'

const pacts = buildPacts({
  provider: 'app',
  routes: [
    { kind: 'voice.incoming-pstn', url: '/voice', cases: 'plain' },
    { kind: 'status.incoming-number', url: '/status' },
  ],
})
const total = pacts.flatMap(({ pact }) => pact.interactions).length

async function failuresOf(options: Partial<VerifyOptions>): Promise<readonly string[]> {
  const { failures } = await verifyProvider({ app: 'http://127.0.0.1:1', pacts, authToken, ...options })
  return failures
}

describe('an app that', () => {
  test('is down cannot be verified', async () => {
    await expect(failuresOf({ app: 'http://127.0.0.1:1' })).rejects.toThrow(ContractError)
  })

  test('hangs is given up after three requests', async () => {
    await using app = await listen(() => undefined)
    const failures = await failuresOf({ app: app.url, timeoutMs: 100 })
    expect(failures).toHaveLength(total)
    expect(failures[0]).toMatch(/did not answer within 0.1 s/)
    expect(failures.at(-1)).toMatch(/it did not answer the 3 requests before/)
  })

  test('resets connections', async () => {
    await using app = await listenRaw((socket) => socket.once('data', () => socket.resetAndDestroy()))
    const failures = await failuresOf({ app: app.url })
    expect(failures).toHaveLength(total)
    for (const failure of failures) expect(failure).toMatch(/no whole answer came back/)
  })

  test.each(['garbage\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<Resp'])(
    'answers %j',
    async (bytes) => {
      await using app = await listenRaw((socket) => socket.once('data', () => socket.end(bytes)))
      const failures = await failuresOf({ app: app.url })
      expect(failures).toHaveLength(total)
      for (const failure of failures) expect(failure).toMatch(/no whole answer came back/)
    },
  )

  test('accepts a forged request', async () => {
    const failures = await failuresOf({ app: keepingApp().app })
    expect(failures).toHaveLength(pacts.length)
    for (const failure of failures) expect(failure).toMatch(/wrong X-Twilio-Signature/)
  })
})

describe('there is nothing to verify', () => {
  const { app } = keepingApp()

  test.each([
    ['no such file', 'no/such/pact.json'],
    ['no pacts', []],
  ] as const)('%s', async (_name, none) => {
    await expect(failuresOf({ app, pacts: none })).rejects.toThrow(ContractError)
  })

  test('a file that is no pact', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'ringback-')), 'a.json')
    await writeFile(file, '{"a": 1}')
    await expect(failuresOf({ app, pacts: file })).rejects.toThrow(/is not a pact/)
    await writeFile(file, '{')
    await expect(failuresOf({ app, pacts: file })).rejects.toThrow(/cannot be read as a pact/)
  })
})

describe('state handlers', () => {
  test('a failing one fails its interactions, with its own words, and nothing is sent', async () => {
    const { app, received } = keepingApp()
    const stateHandlers = {
      'a call is in progress': () => {
        throw new Error('the database is down')
      },
    }
    const { interactions } = await verifyProvider({ app, pacts, stateHandlers })
    const failed = interactions.filter(({ verdict }) => verdict === 'failed')
    expect(failed).toHaveLength(total - 1)
    for (const { differences } of failed) expect(differences[0]?.message).toMatch(/the database is down/)
    expect(received).toHaveLength(1)
  })

  test('are taken back', async () => {
    const steps: string[] = []
    const handler = {
      setup: () => {
        steps.push('setup')
      },
      teardown: () => steps.push('teardown'),
    }
    await verifyProvider({ app: keepingApp().app, pacts, stateHandlers: { 'a call comes in': handler } })
    expect(steps).toEqual(['setup', 'teardown'])
  })
})

test('the shards of a run are all of it, each interaction once', async () => {
  const verified: string[] = []
  for (const index of [1, 2, 3]) {
    const { interactions } = await verifyProvider({
      app: keepingApp().app,
      pacts,
      shard: { index, count: 3 },
    })
    expect(Math.abs(interactions.length - total / 3)).toBeLessThan(1)
    verified.push(...interactions.map(({ description }) => description))
  }
  const all = pacts.flatMap(({ pact }) => pact.interactions.map(({ description }) => description))
  expect(verified.toSorted()).toEqual(all.toSorted())
})
