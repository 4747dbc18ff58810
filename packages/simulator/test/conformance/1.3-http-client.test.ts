import { createTwilioClient, listenerTransport } from '@ringback/twilio-client/node'
import { the } from '../support/the.ts'
import { describe, expect, test } from 'vitest'
import { authToken, phoneTo, publicUrl, testApp, type Route } from '../support/test-app.ts'

async function called(routes: Readonly<Record<string, Route>>, options = {}) {
  const one = phoneTo(routes, options)
  const call = await one.phone.call()
  await call.ends()
  return { ...one, call }
}

describe('1.3 Twilio as HTTP client', () => {
  test('Total time 15 s per webhook; tunable by URL fragment overrides. [D E]', async () => {
    const { call, of } = await called(
      { '/voice': { hangs: true } },
      { voiceUrl: `${publicUrl}/voice#tt=200` },
    )
    expect(call).toHaveLogged(11203)
    expect(of('/voice')[0]?.url).toBe('/voice')
    const slow = await called({ '/voice': { hangs: true } }, { timeouts: { readMs: 100, totalMs: 1000 } })
    expect(slow.call).toHaveLogged(11200)
    // Twilio would have waited 15 s, and so did the caller.
    expect(slow.call.timeline.find((line) => line.includes('says'))).toMatch(/^0:15\.000/)
  })

  test('Bad overrides: 11240 (edge), 11243 (retry policy); they are ignored. [D E]', async () => {
    const { call } = await called(
      { '/voice': '<Say>fine</Say>' },
      { voiceUrl: `${publicUrl}/voice#e=atlantis&rp=never&rc=9` },
    )
    expect(call).toHaveLogged(11240)
    expect(call).toHaveLogged(11243)
    expect(call).toHaveSaid('fine')
  })

  test('Retries (#rc, #rp) repeat the request with the same idempotency token. [D E]', async () => {
    const { call, of } = await called(
      { '/voice': (_seen, count) => (count < 3 ? { status: 503, body: 'busy' } : '<Say>at last</Say>') },
      { voiceUrl: `${publicUrl}/voice#rc=3&rp=5xx` },
    )
    expect(call).toHaveSaid('at last')
    expect(of('/voice')).toHaveLength(3)
    expect(new Set(of('/voice').map(({ headers }) => headers['i-twilio-idempotency-token'])).size).toBe(1)
  })

  test('HTTP redirects are followed, at most 10 (11215). [D]', async () => {
    const hop =
      (most: number): Route =>
      (_seen, count) =>
        count <= most ? { status: 302, type: null, headers: { Location: '/voice' } } : '<Say>arrived</Say>'
    const ten = await called({ '/voice': hop(10) })
    expect(ten.call).toHaveSaid('arrived')
    const eleven = await called({ '/voice': hop(11) })
    expect(eleven.call).toHaveLogged(11215)
    expect(eleven.of('/voice')).toHaveLength(11)
  })

  test('A redirect without a Location, or with another 3xx status: 11216. [E]', async () => {
    expect((await called({ '/voice': { status: 302, type: null } })).call).toHaveLogged(11216)
    expect(
      (await called({ '/voice': { status: 308, type: null, headers: { Location: '/x' } } })).call,
    ).toHaveLogged(11216)
  })

  test('After a 3xx the POST turns into a GET, and Digits and other parameters are not sent again. [D]', async () => {
    for (const status of [301, 302, 303, 307]) {
      const { phone, of } = phoneTo({
        '/voice': '<Gather action="/menu" numDigits="1"/>',
        '/menu': { status, type: null, headers: { Location: '/moved?a=1' } },
        '/moved': '<Say>moved</Say><Redirect>next</Redirect>',
        '/next': '',
      })
      const call = await phone.call()
      await call.press('1')
      expect(of('/menu')[0]?.parameters).toMatchObject({ Digits: '1' })
      expect(of('/moved').map(({ method, url, body }) => ({ method, url, body }))).toEqual([
        { method: 'GET', url: '/moved?a=1', body: '' },
      ])
      expect(call).toHaveRequested(`${publicUrl}/next`)
    }
  })

  test('Cookies are kept for a call (per account and host), so session middleware works. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': {
        body: '<Response><Redirect>/two</Redirect></Response>',
        headers: { 'Set-Cookie': 'session=42; Path=/; HttpOnly' },
      },
      '/two': '',
    })
    await (await phone.call()).ends()
    await (await phone.call()).ends()
    expect(of('/two').map(({ headers }) => headers.cookie)).toEqual(['session=42', 'session=42'])
    expect(of('/voice').map(({ headers }) => headers.cookie)).toEqual([undefined, undefined])
  })

  test('GET answers are cached by ETag and Last-Modified, POST answers never. [D]', async () => {
    const { app, seen } = testApp({
      '/menu': ({ headers }) =>
        headers['if-none-match'] === '"v1"'
          ? { status: 304, type: null }
          : { body: '<Response><Say>cached</Say></Response>', headers: { ETag: '"v1"' } },
    })
    const client = createTwilioClient({ authToken, publicUrl, transport: listenerTransport(app) })
    const send = (method: 'GET' | 'POST') =>
      client.send({ kind: 'voice.redirect', method, url: `${publicUrl}/menu`, parameters: [] })
    await send('GET')
    const again = await send('GET')
    expect(again.answer).toMatchObject({ text: '<Response><Say>cached</Say></Response>' })
    expect(again.hops[0]?.response?.status).toBe(304)
    expect(again.received?.status).toBe(200)
    await send('POST')
    expect(seen.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"v1"', undefined])
  })

  test('Underscore in a host name: refused. [D E]', async () => {
    const { call } = await called({ '/voice': '<Redirect>https://my_host.example.com/</Redirect>' })
    expect(call).toHaveLogged(11100)
  })

  test('Any fatal fetch or parse error takes the fallback URL with ErrorCode and ErrorUrl added. [D]', async () => {
    for (const [answer, code] of [
      [{ status: 500, body: 'x' }, '11200'],
      [{ body: 'not xml' }, '12100'],
      [{ type: 'application/json', body: '{}' }, '12300'],
    ] as const) {
      const { call, of } = await called(
        { '/voice': answer, '/fallback': '<Say>rescued</Say>' },
        { voiceFallbackUrl: '/fallback' },
      )
      expect(call).toHaveSaid('rescued')
      const { ErrorCode, ErrorUrl, CallSid, From } = the(of('/fallback')[0]).parameters
      expect({ ErrorCode, ErrorUrl, CallSid, From }).toEqual({
        ErrorCode: code,
        ErrorUrl: `${publicUrl}/voice`,
        CallSid: call.callSid,
        From: '+14155550100',
      })
    }
  })

  test('No fallback, or fallback fails too: "an application error has occurred" and hang-up. [D]', async () => {
    const none = await called({ '/voice': { status: 500, body: '' } })
    expect(none.call).toHaveSaid(/application error has occurred/)
    expect(none.call).toHaveEnded('completed')
    const both = await called(
      { '/voice': { status: 500 }, '/fallback': { status: 500 } },
      { voiceFallbackUrl: '/fallback' },
    )
    expect(both.call).toHaveSaid(/application error has occurred/)
    expect(both.of('/fallback')).toHaveLength(1)
  })

  test('Requests are always signed. [L]', async () => {
    const { seen } = await called({
      '/voice': '<Redirect method="GET">/get?x=1</Redirect>',
      '/get': '<Play>/sound.mp3</Play>',
      '/sound.mp3': { type: 'audio/mpeg', body: 'ID3' },
    })
    expect(seen.map(({ path }) => path)).toEqual(['/voice', '/get', '/sound.mp3'])
    for (const { headers } of seen) expect(headers['x-twilio-signature']).toMatch(/^[\w+/]{27}=$/)
  })
})
