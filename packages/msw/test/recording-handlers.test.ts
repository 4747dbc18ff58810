import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDirectoryStore } from '@ringback/recording/node'
import type { Exchange } from '@ringback/recording'
import { createPhone, virtualClock } from '@ringback/simulator'
import { handlersFromRecordings, type RecordingHandlers, type RecordingHandlersOptions } from '@ringback/msw'
import { setupServer } from 'msw/node'
import { describe, expect, it, onTestFinished } from 'vitest'

const base = 'https://app.example.com'
const menu = '<Response><Gather action="/menu" numDigits="1"><Say>Press a key.</Say></Gather></Response>'

/** Records two calls of an app, one for each key, and stands in for it. */
async function standIn(options?: RecordingHandlersOptions): Promise<RecordingHandlers> {
  const directory = mkdtempSync(join(tmpdir(), 'ringback-msw-'))
  const store = await openDirectoryStore({ directory })
  for (const [seed, key] of ['1', '2'].entries()) {
    const phone = createPhone({
      authToken: 'secret',
      seed: seed + 1,
      clock: virtualClock({ start: Date.UTC(2026, 0, 1 + seed) }),
      app: {
        async fetch(request) {
          const digits = new URLSearchParams(await request.text()).get('Digits')
          const twiml = digits === null ? menu : `<Response><Say>You pressed ${digits}.</Say></Response>`
          return new Response(twiml, { headers: { 'content-type': 'text/xml' } })
        },
      },
    })
    const call = await phone.play((line) => line.press(key))
    for (const exchange of call.exchanges()) await store.append(exchange)
    await phone.close()
  }
  await store.close()
  const handlers = await handlersFromRecordings(directory, options)
  const server = setupServer(...handlers)
  server.listen({ onUnhandledFrame: 'error' })
  onTestFinished(() => server.close())
  return handlers
}

/** Asks again what was asked in an exchange, with other parameters where they are given. */
async function ask(
  { request }: Exchange,
  changes: Readonly<Record<string, string>> = {},
  at = base,
): Promise<readonly [number, string]> {
  const form = new URLSearchParams('text' in request.body ? request.body.text : '')
  for (const [name, value] of Object.entries(changes)) form.set(name, value)
  const response = await fetch(request.url.replace(base, at), { method: request.method, body: form })
  return [response.status, await response.text()]
}

describe('handlersFromRecordings', () => {
  it('answers by call and parameters, each recording once, in whatever order it is asked', async () => {
    const app = await standIn()
    const recorded = app.report().unused
    expect(recorded).toHaveLength(4)
    for (const exchange of recorded.toReversed()) {
      const text =
        exchange.response !== null && 'text' in exchange.response.body ? exchange.response.body.text : ''
      expect(await ask(exchange)).toEqual([200, text])
    }
    expect(app.report()).toMatchObject({ unused: [], unmatched: [] })
    const [first] = recorded
    if (first === undefined) throw new Error('nothing was recorded')
    const [status, said] = await ask(first)
    expect([status, said]).toEqual([
      501,
      expect.stringContaining('every recorded answer to this request was already used'),
    ])
    expect(app.report().unmatched).toMatchObject([{ method: 'POST', url: `${base}/voice` }])
    app.reset()
    expect(app.report()).toMatchObject({ used: [], unmatched: [] })
    expect((await ask(first))[0]).toBe(200)
  })

  it('takes a call with another SID for one that was recorded, from its beginning to its end', async () => {
    const app = await standIn()
    const [one, pressedOne, two, pressedTwo] = app.report().unused
    if (!one || !pressedOne || !two || !pressedTwo) throw new Error('four exchanges were recorded')
    const CallSid = `CA${'5'.repeat(32)}`
    expect((await ask(one, { CallSid }))[0]).toBe(200)
    expect((await ask(pressedTwo, { CallSid }))[0]).toBe(501)
    expect(await ask(pressedOne, { CallSid })).toEqual([200, expect.stringContaining('You pressed 1.')])
    expect(app.report().unused.map(({ id }) => id)).toEqual([two.id, pressedTwo.id])
  })

  it('says what nobody recorded', async () => {
    const app = await standIn()
    const [first] = app.report().unused
    if (first === undefined) throw new Error('nothing was recorded')
    expect((await ask(first, { From: '+14155550111' }))[1]).toContain('with different parameters')
    expect((await fetch(`${base}/nowhere`)).status).toBe(501)
    expect(app.report().unmatched.map(({ reason }) => reason)).toEqual([
      'this call and path were recorded with different parameters',
      'no recording has this method and path',
    ])
  })

  it('stands where the app is asked, and overlooks what it is told to', async () => {
    const app = await standIn({ url: 'http://127.0.0.1:3999', ignore: ['From', 'Caller'] })
    const [first] = app.report().unused
    if (first === undefined) throw new Error('nothing was recorded')
    expect((await ask(first, { From: '+14155550111' }, 'http://127.0.0.1:3999'))[0]).toBe(200)
  })
})
