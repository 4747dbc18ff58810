import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { connect } from 'node:net'
import { once } from 'node:events'
import * as fc from 'fast-check'
import { ProxyOptionsError, startProxy as startPlain } from '@ringback/proxy'
import { encodeForm } from '@ringback/catalog'
import { sign } from '@ringback/signature'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { fieldsOf, piecesOf, requests, trailersOf } from '../support/messages.ts'
import { startMemoryStore } from '../support/memory-store.ts'
import { sendRaw } from '../support/raw-client.ts'
import { front } from '../support/start-proxy.ts'
import { until } from '../support/until.ts'
import { webhook } from '../support/webhook.ts'
import { startTwoApps, type TwoApps } from './two-apps.ts'

const accountSid = `AC${'0'.repeat(31)}1`
const otherSid = `AC${'0'.repeat(31)}2`
const number = '+14155550100'
const otherNumber = '+14155550101'

const form = (values: Readonly<Record<string, string>>): string =>
  encodeForm(
    Object.entries({ AccountSid: accountSid, CallSid: `CA${'0'.repeat(32)}`, To: number, ...values }),
  )

describe.each(['sockets', 'node'] as const)('targets, with the front of %s', (by) => {
  let apps: TwoApps
  let readByNode = 0
  const count = (): void => void (readByNode += 1)
  beforeEach(() => {
    front.by = by
    readByNode = 0
    subscribe('http.server.request.start', count)
  })
  afterEach(async () => {
    unsubscribe('http.server.request.start', count)
    await apps.close()
  })

  /** Sends a request and says which app got it. */
  const appOf = async (request: Buffer, method = 'POST'): Promise<string> => {
    const before = [apps.main.arrived.length, apps.other.arrived.length]
    const { statusLine } = await sendRaw(apps.proxy.url, [request], method)
    const came = [apps.main, apps.other].map(({ arrived }, index) => arrived.length - (before[index] ?? 0))
    return came[0] === 1 && came[1] === 0 ? 'main' : came[1] === 1 && came[0] === 0 ? 'other' : statusLine
  }

  test.each([
    ['/billing', 'other'],
    ['/billing/pay?x=1', 'other'],
    ['/billing?x=1', 'other'],
    ['http://voice.example.com/billing/pay', 'other'],
    ['/billings', 'main'],
    ['/', 'main'],
    ['/voice/billing', 'main'],
    ['/Billing', 'main'],
    ['/voice?a=/billing', 'main'],
  ])('by path: %s goes to %s', async (target, app) => {
    apps = await startTwoApps((url) => [{ path: '/billing', app: url }])
    expect(await appOf(webhook({ target }))).toBe(app)
    expect([...apps.main.arrived, ...apps.other.arrived][0]?.head.split(' ')[1]).toBe(target)
  })

  test.each([
    [{ to: otherNumber }, webhook({ body: form({ To: otherNumber }) }), 'other'],
    [{ to: otherNumber }, webhook({ body: form({ To: number }) }), 'main'],
    [{ to: otherNumber }, webhook({ body: '' }), 'main'],
    [{ to: 'sip:bot@example.com' }, webhook({ body: form({ To: 'sip:bot@example.com' }) }), 'other'],
    [{ accountSid: otherSid }, webhook({ body: form({ AccountSid: otherSid }) }), 'other'],
    [{ accountSid: otherSid }, webhook({ body: form({}) }), 'main'],
    [
      { accountSid: otherSid, to: otherNumber },
      webhook({ body: form({ AccountSid: otherSid, To: number }) }),
      'main',
    ],
    [{ path: '/b', to: otherNumber }, webhook({ target: '/b', body: form({ To: otherNumber }) }), 'other'],
    [{ path: '/b', to: otherNumber }, webhook({ target: '/a', body: form({ To: otherNumber }) }), 'main'],
  ])('by what the form says: %j', async (conditions, request, app) => {
    apps = await startTwoApps((url) => [{ ...conditions, app: url }])
    expect(await appOf(request)).toBe(app)
  })

  test('by what the query says, where there is no form', async () => {
    apps = await startTwoApps((url) => [{ to: otherNumber, app: url }])
    const get = (to: string): Buffer =>
      Buffer.from(`GET /voice?${form({ To: to })} HTTP/1.1\r\nHost: a\r\nX-Twilio-Signature: x\r\n\r\n`)
    expect(await appOf(get(otherNumber), 'GET')).toBe('other')
    expect(await appOf(get(number), 'GET')).toBe('main')
  })

  test('the first target that fits wins', async () => {
    const { url } = await startTwoApps(() => []).then((started) => {
      apps = started
      return started.main
    })
    const { other } = apps
    await apps.proxy.close()
    apps = {
      ...apps,
      proxy: await startPlain({
        app: 'http://127.0.0.1:9',
        directSockets: by === 'sockets',
        targets: [
          { to: otherNumber, app: url },
          { path: '/b', app: other.url },
          { accountSid, app: url },
        ],
      }),
    }
    expect(await appOf(webhook({ target: '/b', body: form({ To: otherNumber }) }))).toBe('main')
    expect(await appOf(webhook({ target: '/b', body: form({ To: number }) }))).toBe('other')
    expect(await appOf(webhook({ target: '/a', body: form({ To: number }) }))).toBe('main')
    expect(await appOf(webhook({ target: '/a', body: form({ AccountSid: otherSid }) }))).toBe(
      'HTTP/1.1 502 Bad Gateway',
    )
  })

  test('an app that is not there gives 502 for its requests alone', async () => {
    apps = await startTwoApps(() => [{ path: '/gone', app: 'http://127.0.0.1:9' }])
    expect(await appOf(webhook({ target: '/gone' }))).toBe('HTTP/1.1 502 Bad Gateway')
    expect(await appOf(webhook({ target: '/voice' }))).toBe('main')
  })

  test('plain webhooks do not pass the HTTP server of Node, whatever decides', async () => {
    apps = await startTwoApps((url) => [
      { path: '/billing', app: url },
      { to: otherNumber, app: url },
    ])
    expect(await appOf(webhook({ target: '/billing' }))).toBe('other')
    expect(await appOf(webhook({ body: form({ To: otherNumber }) }))).toBe('other')
    expect(await appOf(webhook({ body: form({}) }))).toBe('main')
    expect(readByNode).toBe(by === 'node' ? 3 : 0)
  })

  test('a path decides before there is a body', async () => {
    apps = await startTwoApps((url) => [
      { path: '/billing', app: url },
      { to: otherNumber, app: url },
    ])
    const before = apps.other.connections()
    const socket = connect(Number(new URL(apps.proxy.url).port), '127.0.0.1')
    const bytes = webhook({ target: '/billing', body: form({}) })
    const head = bytes.indexOf('\r\n\r\n') + 4
    socket.write(bytes.subarray(0, head + 5))
    await until('the app has a connection', () => apps.other.connections() > before)
    expect(apps.other.arrived).toHaveLength(0)
    socket.write(bytes.subarray(head + 5))
    await once(socket, 'data')
    expect(apps.other.arrived[0]?.body.toString()).toBe(form({}))
    socket.destroy()
  })

  test('every request arrives at one app, as it was sent', async () => {
    apps = await startTwoApps((url) => [
      { path: '/a', to: otherNumber, app: url },
      { path: '/b', app: url },
      { accountSid: otherSid, app: url },
    ])
    await fc.assert(
      fc.asyncProperty(
        requests,
        fc.constantFrom('', 'application/x-www-form-urlencoded', 'application/json'),
        fc.constantFrom(`To=${encodeURIComponent(otherNumber)}&`, `x=1&AccountSid=${otherSid}&`, ''),
        async (sent, type, start) => {
          apps.main.arrived.length = 0
          apps.other.arrived.length = 0
          const request = {
            ...sent,
            headers: type === '' ? sent.headers : [...sent.headers, ['Content-Type', type] as const],
            body: sent.framing === 'none' ? sent.body : Buffer.concat([Buffer.from(start), sent.body]),
          }
          const back = await sendRaw(apps.proxy.url, piecesOf(request), sent.method)
          expect(back.statusLine).toBe('HTTP/1.1 200 OK')
          const arrived = [...apps.main.arrived, ...apps.other.arrived]
          expect(arrived).toHaveLength(1)
          expect(arrived[0]?.head.split('\r\n')).toEqual([
            request.firstLine,
            ...fieldsOf(request),
            'X-Forwarded-For: 127.0.0.1',
            'X-Forwarded-Proto: http',
            'X-Forwarded-Host: voice.example.com',
          ])
          expect(arrived[0]?.body.equals(request.body)).toBe(true)
          expect(arrived[0]?.trailers).toBe(trailersOf(request))
        },
      ),
      { numRuns: 100 },
    )
  })

  test('a long form of other traffic goes where its beginning says, whole; one of Twilio’s gets 413', async () => {
    apps = await startTwoApps((url) => [{ to: otherNumber, app: url }], { limits: { bodyBytes: 10_000 } })
    const long = (start: string): string => start + 'x'.repeat(300_000)
    const body = long(`To=${encodeURIComponent(otherNumber)}&upload=`)
    const upload = Buffer.from(
      `POST /upload HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    const cut = [upload.subarray(0, 5000), upload.subarray(5000, 9000), upload.subarray(9000)]
    expect((await sendRaw(apps.proxy.url, cut)).statusLine).toBe('HTTP/1.1 200 OK')
    expect(apps.other.arrived[0]?.body.toString()).toBe(body)
    const twilios = webhook({ body: long(`${form({ To: otherNumber })}&x=`) })
    expect((await sendRaw(apps.proxy.url, [twilios])).statusLine).toMatch(/ 413 /)
    expect(apps.main.arrived.length + apps.other.arrived.length).toBe(1)
  })

  test('a caller that waits for 100 Continue gets it where the form decides', async () => {
    apps = await startTwoApps((url) => [{ to: otherNumber, app: url }])
    const socket = connect(Number(new URL(apps.proxy.url).port), '127.0.0.1')
    const bytes = webhook({ body: form({ To: otherNumber }), fields: ['Expect: 100-continue'] })
    const head = bytes.indexOf('\r\n\r\n') + 4
    socket.write(bytes.subarray(0, head))
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(first.toString()).toContain('HTTP/1.1 100 Continue')
    socket.write(bytes.subarray(head))
    await until('it has arrived', () => apps.other.arrived.length === 1)
    socket.destroy()
  })

  test('nothing unsigned reaches any app under signature require', async () => {
    const authToken = 'a token of account one'
    const otherToken = 'a token of account two'
    const publicUrl = 'https://voice.example.com'
    apps = await startTwoApps(
      (url) => [
        { path: '/b', app: url },
        { accountSid: otherSid, app: url },
      ],
      { signature: 'require', publicUrl, authTokens: { [accountSid]: authToken, [otherSid]: otherToken } },
    )
    const signed = (target: string, sid: string, token: string): Buffer => {
      const parameters = Object.entries({ AccountSid: sid, CallSid: 'CA1' })
      const signature = sign({ url: publicUrl + target, authToken: token, parameters })
      return webhook({ target, body: encodeForm(parameters), fields: [`X-Twilio-Signature: ${signature}`] })
    }
    expect(await appOf(signed('/voice', otherSid, otherToken))).toBe('other')
    expect(await appOf(signed('/voice', accountSid, authToken))).toBe('main')
    expect(await appOf(signed('/b', accountSid, authToken))).toBe('other')
    expect(await appOf(signed('/voice', otherSid, authToken))).toMatch(/ 403 /)
    expect(await appOf(signed('/b', accountSid, otherToken))).toMatch(/ 403 /)
    expect(await appOf(webhook({ target: '/b' }))).toMatch(/ 403 /)
  })

  test('what is kept says which app it went to, and the start which apps there are', async () => {
    const store = startMemoryStore()
    apps = await startTwoApps((url) => [{ path: '/billing', app: `${url}/base/` }], { store, redact: 'off' })
    await sendRaw(apps.proxy.url, [webhook({ target: '/billing' })])
    await sendRaw(apps.proxy.url, [webhook({ target: '/voice' })])
    await until('both are kept', () => apps.events.filter(({ type }) => type === 'kept').length === 2)
    expect(apps.other.arrived[0]?.head).toMatch(/^POST \/base\/billing HTTP/)
    const kept = apps.events.flatMap((event) => (event.type === 'kept' ? [event.upstream] : []))
    expect(kept).toEqual([`${apps.other.url}/base`, apps.main.url])
    expect(apps.events[0]).toMatchObject({
      type: 'listening',
      targets: [{ requests: '/billing', upstream: `${apps.other.url}/base/` }],
    })
  })
})

test('an upgrade goes to the app of its path', async () => {
  const [first, second] = [0, 1].map(() => new WebSocketServer({ port: 0, host: '127.0.0.1' }))
  if (first === undefined || second === undefined) throw new Error('There are two.')
  await Promise.all([first, second].map(async (server) => once(server, 'listening')))
  const urlOf = (server: WebSocketServer): string =>
    `http://127.0.0.1:${(server.address() as { readonly port: number }).port}`
  for (const [name, server] of [
    ['first', first],
    ['second', second],
  ] as const)
    server.on('connection', (socket) => socket.send(name))
  const proxy = await startPlain({
    app: urlOf(first),
    targets: [
      { to: otherNumber, app: urlOf(first) },
      { path: '/media', app: urlOf(second) },
    ],
  })
  const said = async (path: string): Promise<string> => {
    const socket = new WebSocket(proxy.url.replace('http', 'ws') + path)
    const [data] = (await once(socket, 'message')) as [Buffer]
    socket.terminate()
    return data.toString()
  }
  expect(await said('/media/1')).toBe('second')
  expect(await said('/other')).toBe('first')
  await proxy.close({ drain: false })
  first.close()
  second.close()
})

test.each([
  [[{ app: '3001' }], 'targets: number 1 has none of path, to and accountSid.'],
  [[{ path: 'billing', app: '3001' }], 'targets: the path "billing" must start with /'],
  [[{ path: '/a?b', app: '3001' }], 'targets: the path "/a?b" must start with / and have no query'],
  [[{ to: ' 1', app: '3001' }], 'targets: the number " 1" is empty or has spaces'],
  [[{ accountSid: 'AC1', app: '3001' }], 'targets: "AC1" is not an account SID.'],
  [[{ path: '/a', app: 'ftp://x' }], 'targets: The app of /a "ftp://x" must start with http'],
  [[{ path: '/a', app: '3001?x=1' }], 'targets: the app of /a must have no query'],
  [
    [
      { path: '/a', app: '3001' },
      { path: '/a', app: '3002' },
    ],
    'targets: /a is there twice',
  ],
])('targets that cannot work are told before the proxy starts: %j', async (targets, problem) => {
  const started = startPlain({ app: '3000', targets })
  await expect(started).rejects.toThrow(ProxyOptionsError)
  await expect(started).rejects.toThrow(problem)
})
