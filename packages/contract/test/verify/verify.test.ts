import {
  buildPacts,
  ContractError,
  verify,
  verifyProvider,
  type PactFile,
  type VerifyEvent,
  type VerifyOptions,
} from '@ringback/contract'
import { describe, expect, test } from 'vitest'
import { authToken, keepingApp, listen, listenRaw } from '../support/apps.ts'

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
    for (const failure of failures) expect(failure).toMatch(/no complete answer came back/)
  })

  test.each(['garbage\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<Resp'])(
    'answers %j',
    async (bytes) => {
      await using app = await listenRaw((socket) => socket.once('data', () => socket.end(bytes)))
      const failures = await failuresOf({ app: app.url })
      expect(failures).toHaveLength(total)
      for (const failure of failures) expect(failure).toMatch(/no complete answer came back/)
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

  test('which is not good, unless it is expected', async () => {
    await expect(failuresOf({ app, pacts: [] })).rejects.toThrow(/No interaction was verified/)
    const { counts } = await verifyProvider({ app, pacts: [], passWithNothing: true })
    expect(counts).toMatchObject({ judged: 0, passed: 0, skipped: 0 })
  })

  test('in a shard', async () => {
    const one = pacts.slice(1)
    const shards = [1, 2, 3, 4, 5].map((index) => ({ index, count: 5 }))
    const judged = await Promise.all(
      shards.map(async (shard) => {
        const report = await verifyProvider({ app, pacts: one, shard, passWithNothing: true })
        return report.counts.judged
      }),
    )
    expect(judged.filter((count) => count === 0)).toHaveLength(4)
  })

  test('in a pact of messages, which are counted', async () => {
    const file = pacts.at(-1)
    const messages = {
      name: 'messages.json',
      pact: {
        consumer: { name: 'other' },
        provider: { name: 'app' },
        interactions: [{ type: 'Asynchronous/Messages', description: 'an event' }],
        metadata: {},
      },
    } as unknown as PactFile
    if (file === undefined) throw new Error('a pact was built')
    const skipped: VerifyEvent[] = []
    for await (const event of verify({ app, pacts: [file, messages] })) {
      if (event.type === 'skipped' || event.type === 'finished') skipped.push(event)
    }
    expect(skipped).toMatchObject([
      { type: 'skipped', interactions: 1, reason: expect.stringContaining('messages.json') },
      { type: 'finished', counts: { judged: 1, skipped: 1 } },
    ])
  })

  test('after it was stopped, which is counted', async () => {
    const events: VerifyEvent[] = []
    for await (const event of verify({ app, pacts, signal: AbortSignal.abort() })) events.push(event)
    expect(events.at(-1)).toMatchObject({ type: 'finished', counts: { judged: 0, skipped: total } })
  })
})

test.each(['http:///', '@other.example.com/voice', ''])(
  'an interaction whose target is %j fails by itself, and nothing is sent',
  async (target) => {
    const file = pacts.at(-1)
    const written = JSON.stringify(file).replaceAll('"target":"/voice"', `"target":${JSON.stringify(target)}`)
    // What was parsed is what was written.
    const broken = JSON.parse(written) as PactFile
    const good = { ...file, name: 'good.json' } as PactFile
    const { app, received } = keepingApp()
    const { interactions } = await verifyProvider({ app, pacts: [broken, good] })
    expect(interactions.map(({ verdict }) => verdict)).toEqual(['failed', 'passed'])
    expect(interactions[0]?.differences).toMatchObject([
      { message: expect.stringContaining('is not a path') },
    ])
    expect(received).toHaveLength(1)
  },
)

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
