import { realClock } from '@ringback/twilio-client'
import { virtualClock } from '@ringback/simulator'
import { describe, expect, it } from 'vitest'
import { app, from, setup, to } from './support/virtual-twilio.ts'

const call = { to, from, url: `${app}/voice`, statusCallback: `${app}/status` }

describe('time', () => {
  it('stands still until somebody waits', async () => {
    const { client, webhooks } = setup()
    const { sid } = await client.calls.create(call)
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
    expect((await client.calls(sid).fetch()).status).toBe('queued')
    expect(webhooks).toEqual([])
  })

  it('passes by itself with a real clock', async () => {
    const { client, twilio } = setup({ '/voice': '<Say>Hello.</Say>' }, { clock: realClock({ speed: 100 }) })
    const { sid } = await client.calls.create(call)
    await expect.poll(async () => (await client.calls(sid).fetch()).status).toBe('completed')
    await twilio.settled()
  })

  it('lets an app create calls from within its webhooks, and waits for those as well', async () => {
    const { client, twilio } = setup(
      { '/voice': '<Say>Hello.</Say>' },
      {
        people: {
          [to]: async () => {
            await client.calls.create({ ...call, to: '+14155550124' })
          },
        },
      },
    )
    await client.calls.create(call)
    await twilio.settled()
    expect((await client.calls.list()).map(({ status }) => status)).toEqual(['completed', 'completed'])
  })
})

describe('reset', () => {
  it.each([
    ['a clock of its own', {}],
    ['a clock that is shared', { clock: virtualClock() }],
  ])('forgets every call, and ends those that run without a callback: %s', async (_, options) => {
    const { client, twilio, webhooks } = setup({ '/voice': '<Pause length="60"/>' }, options)
    await client.calls.create(call)
    await twilio.passes(10)
    await client.calls.create(call)
    webhooks.length = 0
    twilio.reset()
    expect(await client.calls.list()).toEqual([])
    expect(twilio.events()).toEqual([])
    await twilio.settled()
    const { sid } = await client.calls.create(call)
    await twilio.settled()
    expect((await client.calls(sid).fetch()).duration).toBe('60')
    expect(webhooks.map(({ parameters }) => parameters['CallSid'])).toEqual([sid, sid])
  })
})

describe('exchanges', () => {
  it('has both sides of a call, related by its SID, and no secret', async () => {
    const { client, twilio } = setup({ '/voice': '<Say>Hello.</Say>' })
    const { sid } = await client.calls.create(call)
    await twilio.settled()
    const exchanges = twilio.exchanges()
    expect(exchanges.map(({ kind, callSid }) => [kind, callSid])).toEqual([
      [null, sid],
      ['voice.outbound-api-twiml', sid],
      ['status.rest-call', sid],
    ])
    expect(JSON.stringify(exchanges[0])).not.toMatch(/authorization/i)
    expect(exchanges[0]?.response?.status).toBe(201)
  })
})

describe('options', () => {
  it('names all that cannot be used at once', () => {
    expect(() =>
      setup({}, { accountSid: 'AC1', authToken: '', apiKeys: { key: 'x' }, callsPerSecond: 0 }),
    ).toThrow(/accountSid.*authToken.*apiKeys.*callsPerSecond/)
  })
})
