import { debuggerCode, debuggerCodeRow } from '@ringback/catalog'
import { createPhone } from '@ringback/simulator'
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import { describe, expect, test } from 'vitest'
import { captured, faultsOf, protocols } from '../support/protocol-rows.ts'
import { ofKind, socketApp } from '../support/socket-app.ts'
import { authToken, expectRealWebhooks, phoneTo } from '../support/test-app.ts'
import { the } from '../support/the.ts'
import { twimlServer } from '../support/twiml-server.ts'

const connectTo = (url: string, more = ''): string =>
  `<Connect action="/after"><Stream url="${url}" statusCallback="/stream">${more}</Stream></Connect>`

const audioOf = (milliseconds: number): string => Buffer.alloc(milliseconds * 8).toString('base64')

/** A call to an app with a stream, whose action hangs up. */
const streaming = (url: string, more?: string) =>
  phoneTo({ '/voice': connectTo(url, more), '/after': '<Say>after</Say>' }, { answerPatienceMs: 40 })

describe('docs/facts/realtime.md, 1: the upgrade request of a Media Stream', () => {
  test('GET with the user agent and headers that were seen, no subprotocol, no extensions, no origin', async () => {
    const app = await socketApp()
    const { phone } = streaming(`${app.origin}/media`)
    await (await phone.call()).hangup()
    const { url, headers } = the(app.upgrades[0])
    expect(url).toBe('/media')
    expect(headers).toMatchObject({
      'user-agent': 'Twilio.TmeWs/1.0',
      'accept-encoding': 'gzip',
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      host: app.origin.replace('wss://', ''),
    })
    for (const name of ['origin', 'sec-websocket-protocol', 'sec-websocket-extensions', 'cookie']) {
      expect(headers).not.toHaveProperty(name)
    }
  })

  test('Signed text: the wss URL, nothing appended; with `/` for a URL without path', async () => {
    for (const [path, signed] of [
      ['/prefix/media', '/prefix/media'],
      ['', '/'],
    ]) {
      const app = await socketApp()
      const { phone } = streaming(`${app.origin}${path}`)
      await (await phone.call()).hangup()
      const { headers } = the(app.upgrades[0])
      const signature = String(headers['x-twilio-signature'])
      expect(validateRequest(authToken, signature, `${app.origin}${signed}`, {})).toBe(true)
      for (const scheme of ['https', 'ws', 'http']) {
        const other = `${app.origin}${signed}`.replace('wss', scheme)
        expect(validateRequest(authToken, signature, other, {})).toBe(false)
      }
    }
  })

  test('Query string of url: dropped before connecting, and sent by the named choice', async () => {
    for (const [streamQuery, expected] of [
      ['dropped', '/media'],
      ['sent', '/media?token=1'],
    ] as const) {
      const app = await socketApp()
      const { phone } = phoneTo(
        { '/voice': connectTo(`${app.origin}/media?token=1`) },
        { undocumented: { streamQuery } },
      )
      await (await phone.call()).hangup()
      expect(app.upgrades.map(({ url }) => url)).toEqual([expected])
    }
  })

  test('Custom data: Parameter', async () => {
    const app = await socketApp()
    const { phone } = streaming(`${app.origin}/media`, '<Parameter name="shop" value="42"/>')
    await (await phone.call()).hangup()
    expect(ofKind(app.messages, 'start')[0]).toMatchObject({ start: { customParameters: { shop: '42' } } })
  })

  test("wss://<the app's own host> is reached without TLS when the app is on this machine", async () => {
    const upstream = await twimlServer((host) => ({
      '/voice': connectTo(`wss://${host}/media`),
      '/after': '<Hangup/>',
    }))
    const phone = createPhone({ authToken, app: upstream.url })
    const call = await phone.call({ settle: false })
    await call.sees((event) => event.type === 'stream' || event.type === 'problem')
    await call.hangup()
    expect(upstream.upgrades).toEqual(['/media'])
    expect(call).toHaveNoErrors()
  })
})

describe('docs/facts/realtime.md, 2.1: messages of a Media Stream', () => {
  test('every message has the fields, types and key order of its row', async () => {
    const app = await socketApp(({ event, streamSid }, { send }) => {
      if (event !== 'start') return
      send({ event: 'media', streamSid, media: { payload: audioOf(100) } })
      send({ event: 'mark', streamSid, mark: { name: 'x' } })
    })
    const { phone } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.press('5')
    await call.waits(1)
    await call.hangup()
    expect(new Set(app.messages.map(({ event }) => event))).toEqual(
      new Set(['connected', 'start', 'media', 'dtmf', 'mark', 'stop']),
    )
    for (const message of app.messages)
      expect([message, faultsOf('media-streams', message)]).toEqual([message, []])
    expectRealWebhooks(phone)
  })

  test('connected, start, then media every 20 ms mixed with dtmf and mark, then stop; sequenceNumber counts every message after connected', async () => {
    const app = await socketApp()
    const { phone } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.press('12')
    await call.waits(0.5)
    await call.hangup()
    const kinds = app.messages.map(({ event }) => event)
    expect(kinds.slice(0, 2)).toEqual(['connected', 'start'])
    expect(kinds.at(-1)).toBe('stop')
    const numbers = app.messages.slice(1).map(({ sequenceNumber }) => sequenceNumber)
    expect(numbers).toEqual(numbers.map((_, at) => String(at + 1)))
  })

  test('timestamp of chunk 1 lies between 57 and 171 ms, and later values are not multiples of 20', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const app = await socketApp()
      const { phone } = phoneTo({ '/voice': connectTo(`${app.origin}/media`) }, { seed })
      const call = await phone.call()
      await call.waits(0.2)
      await call.hangup()
      const times = ofKind(app.messages, 'media').map(({ media }) =>
        Number((media as { timestamp: string }).timestamp),
      )
      expect(times[0]).toBeGreaterThanOrEqual(57)
      expect(times[0]).toBeLessThanOrEqual(172)
      expect(times.filter((time) => time % 20 === 0)).toEqual([])
    }
  })

  test('dtmf ONLY on bidirectional streams (Connect); never on Start. Start streams: both_tracks has both tracks and one counter', async () => {
    const app = await socketApp()
    const { phone } = phoneTo({
      '/voice': `<Start><Stream url="${app.origin}/media" track="both_tracks"/></Start><Gather numDigits="1"/>`,
    })
    const call = await phone.call()
    await call.waits(0.1)
    await call.press('5', { settle: false })
    await call.waits(0.1)
    await call.hangup()
    expect(ofKind(app.messages, 'dtmf')).toEqual([])
    expect(ofKind(app.messages, 'start')[0]).toMatchObject({ start: { tracks: ['inbound', 'outbound'] } })
    const media = ofKind(app.messages, 'media').map(
      ({ media: each }) => each as { track: string; chunk: string },
    )
    expect(media.slice(0, 3).map(({ track, chunk }) => [track, chunk])).toEqual([
      ['outbound', '1'],
      ['inbound', '2'],
      ['outbound', '3'],
    ])
  })
})

describe('docs/facts/realtime.md, 2.3: what the app sends on a Media Stream', () => {
  test('A mark returns when all media sent before it has been played; at once if nothing is buffered', async () => {
    const app = await socketApp(({ event, streamSid }, { send }) => {
      if (event !== 'start') return
      send({ event: 'mark', streamSid, mark: { name: 'nothing' } })
      send({ event: 'media', streamSid, media: { payload: audioOf(400) } })
      send({ event: 'mark', streamSid, mark: { name: 'played' } })
      send({ event: 'mark', streamSid, mark: { name: 'played' } })
    })
    const { phone } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.waits(1)
    await call.hangup()
    const before = (name: string): number =>
      ofKind(
        app.messages.slice(
          0,
          app.messages.findIndex(({ mark }) => (mark as { name: string } | undefined)?.name === name),
        ),
        'media',
      ).length
    expect(before('nothing')).toBe(0)
    expect(before('played')).toBeGreaterThanOrEqual(18)
    expect(ofKind(app.messages, 'mark').map(({ mark }) => (mark as { name: string }).name)).toEqual([
      'nothing',
      'played',
      'played',
    ])
  })

  test('clear empties the queue and returns all pending marks in order; clear itself is not echoed', async () => {
    const app = await socketApp(({ event, streamSid, dtmf }, { send }) => {
      if (event === 'start') {
        send({ event: 'media', streamSid, media: { payload: audioOf(60_000) } })
        send({ event: 'mark', streamSid, mark: { name: 'one' } })
        send({ event: 'mark', streamSid, mark: { name: 'two' } })
      }
      if (dtmf !== undefined) send({ event: 'clear', streamSid })
    })
    const { phone } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.waits(0.1)
    expect(ofKind(app.messages, 'mark')).toEqual([])
    await call.press('1')
    await call.waits(0.1)
    await call.hangup()
    expect(ofKind(app.messages, 'mark').map(({ mark }) => (mark as { name: string }).name)).toEqual([
      'one',
      'two',
    ])
    expect(ofKind(app.messages, 'clear')).toEqual([])
    expect(call.timeline.join('\n')).toContain('stream clear')
    expect(call.timeline.join('\n')).toContain('stream mark one')
  })

  test('over 10 minutes queued is dropped with 31931, once', async () => {
    const app = await socketApp(({ event, streamSid }, { send }) => {
      if (event !== 'start') return
      for (let minute = 0; minute < 13; minute += 1) {
        send({ event: 'media', streamSid, media: { payload: audioOf(60_000) } })
      }
    })
    const { phone } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.waits(0.1)
    await call.hangup()
    expect(codesOf(call)).toEqual([debuggerCode.streamMediaDiscarded])
    expect(call.events().filter(({ type }) => type === 'media')).toHaveLength(10)
  })

  test.each([
    ['a binary frame: 31950', debuggerCode.streamMalformedMessage, () => Buffer.from([1, 2, 3])],
    ['not JSON: 31951', debuggerCode.streamInvalidMessage, () => 'hello'],
    [
      'unknown event: 31951',
      debuggerCode.streamInvalidMessage,
      (streamSid: string) => ({ event: 'text', streamSid }),
    ],
    [
      'streamSid of another stream: 31951',
      debuggerCode.streamInvalidMessage,
      () => ({ event: 'clear', streamSid: 'MZ1' }),
    ],
    [
      'stream_sid: 31951',
      debuggerCode.streamInvalidMessage,
      (sid: string) => ({ event: 'clear', stream_sid: sid }),
    ],
    [
      'mark without name: 31951',
      debuggerCode.streamInvalidMessage,
      (streamSid: string) => ({ event: 'mark', streamSid }),
    ],
    [
      'payload that is not base64: 31951',
      debuggerCode.streamInvalidMessage,
      (streamSid: string) => ({ event: 'media', streamSid, media: { payload: '****' } }),
    ],
    [
      'an unexpected field: 31951, and the media is played',
      debuggerCode.streamInvalidMessage,
      (streamSid: string) => ({
        event: 'media',
        streamSid,
        media: { payload: audioOf(20), track: 'outbound' },
      }),
    ],
  ])('%s; a warning, once a stream, and the stream goes on', async (name, code, frame) => {
    const app = await socketApp(({ event, streamSid }, { socket }) => {
      if (event !== 'start') return
      const sent = frame(String(streamSid))
      const data = typeof sent === 'string' || Buffer.isBuffer(sent) ? sent : JSON.stringify(sent)
      socket.send(data)
      socket.send(data)
    })
    const { phone } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.waits(0.2)
    expect(call).toWaitFor('connect')
    await call.hangup()
    expect(codesOf(call)).toEqual([code])
    expect(call).toHaveNoErrors()
    expect(call.events().some(({ type }) => type === 'media')).toBe(name.includes('is played'))
  })

  test('any message on a Start stream: 31924', async () => {
    const app = await socketApp(({ event, streamSid }, { send }) => {
      if (event === 'start') send({ event: 'clear', streamSid })
    })
    const { phone } = phoneTo({
      '/voice': `<Start><Stream url="${app.origin}/media"/></Start><Pause length="2"/>`,
    })
    const call = await phone.call()
    await call.ends()
    expect(codesOf(call)).toEqual([debuggerCode.streamProtocolError])
  })
})

describe('docs/facts/realtime.md, 2.4 and 4: life and end of a Media Stream', () => {
  test.each([
    ['App closes the socket with a code: 31921', debuggerCode.streamCloseError, 1011, 'error'],
    [
      'App closes the socket, also when done on purpose: 31921',
      debuggerCode.streamCloseError,
      1000,
      'warning',
    ],
  ] as const)("%s; Connect's action runs", async (_name, code, closeCode, level) => {
    const app = await socketApp(({ event }, { socket }) => {
      if (event === 'dtmf') socket.close(closeCode)
    })
    const { phone, of } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.press('1')
    await call.hears('after')
    await call.ends()
    expect(problemsOf(call)).toEqual([[level, code]])
    expect(of('/stream').map(({ parameters }) => parameters['StreamEvent'])).toEqual([
      'stream-started',
      'stream-error',
    ])
    expect(of('/stream')[1]?.parameters['Timestamp']).toMatch(/\.\d{9}Z$/)
    expect(of('/after')[0]?.parameters).toMatchObject({ CallStatus: 'in-progress' })
    expectRealWebhooks(phone)
  })

  test('App closes without close frame: 31903', async () => {
    const app = await socketApp(({ event }, { tcp }) => {
      if (event === 'dtmf') tcp.destroy()
    })
    const { phone } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.press('1')
    await call.hears('after')
    await call.ends()
    expect(problemsOf(call)).toEqual([['error', debuggerCode.streamBrokenPipe]])
  })

  test('App breaks the WebSocket protocol: 31924', async () => {
    const app = await socketApp(({ event }, { tcp }) => {
      // A fragmented control frame.
      if (event === 'dtmf') tcp.write(Buffer.from([0x09, 0x00]))
    })
    const { phone } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.press('1')
    await call.hears('after')
    await call.ends()
    expect(problemsOf(call)).toEqual([['error', debuggerCode.streamProtocolError]])
  })

  test.each([
    [
      'upgrade answered with anything but 101: 31920',
      'HTTP/1.1 403 Forbidden\r\n\r\n',
      debuggerCode.streamHandshakeError,
    ],
    ['upgrade never answered but closed: 31920', '', debuggerCode.streamHandshakeError],
  ])('%s', async (_name, answer, code) => {
    const app = await socketApp(undefined, (tcp) => tcp.end(answer))
    const { phone, of } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.ends()
    expect(problemsOf(call)).toEqual([['error', code]])
    expect(of('/stream').map(({ parameters }) => parameters['StreamEvent'])).toEqual(['stream-error'])
    expect(call).toHaveSaid('after')
    expectRealWebhooks(phone)
  })

  test.each([
    ['host refuses: 31902', 'wss://127.0.0.1:1/', {}, debuggerCode.streamConnectionRefused],
    [
      'bad DNS name: 31904',
      'wss://no-such-host.invalid/',
      { allowRemote: true },
      debuggerCode.streamHostUnreachable,
    ],
    ['scheme is not wss: 31922', 'ws://127.0.0.1:1/', {}, debuggerCode.streamUnsupportedScheme],
    ['URL cannot be parsed: 31923', 'wss://[x/', {}, debuggerCode.streamMalformedUrl],
  ])('%s', async (_name, url, options, code) => {
    const { phone } = phoneTo({ '/voice': connectTo(url), '/after': '<Say>after</Say>' }, options)
    const call = await phone.call()
    await call.ends()
    expect(problemsOf(call)).toEqual([['error', code]])
    expect(call).toHaveSaid('after')
  })

  test('Caller hangs up: stop, then Twilio closes; call completed', async () => {
    const app = await socketApp()
    const { phone } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.hangup()
    expect(app.messages.at(-1)).toMatchObject({ event: 'stop' })
    expect(call.status()).toBe('completed')
    await expect.poll(() => app.closes.map(({ code }) => code)).toEqual([1000])
    expect(call).toHaveNoErrors()
  })

  test('REST update of the call: stop, socket closed, new TwiML runs', async () => {
    const app = await socketApp()
    const { phone, of } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    phone.update(call.callSid, {
      type: 'document',
      voice: { twiml: '<Response><Say>moved</Say></Response>' },
    })
    await call.hears('moved')
    await call.ends()
    expect(app.messages.at(-1)).toMatchObject({ event: 'stop' })
    expect(of('/after')).toEqual([])
  })

  test('App hangs (socket open, no answer): nothing ends, the caller hears silence', async () => {
    const app = await socketApp()
    const { phone } = streaming(`${app.origin}/media`)
    const call = await phone.call()
    await call.waits(20)
    expect(call).toWaitFor('connect')
    await call.hangup()
    expect(call).toHaveNoErrors()
  })
})

describe('docs/facts/realtime.md, 4: codes', () => {
  test.each(protocols.codes.filter(({ title }) => !title.startsWith('(')))(
    '$code $title',
    ({ code, level, title }) => {
      const row = debuggerCodeRow(code)
      expect(row?.level).toBe(level)
      expect(row?.title.startsWith(title)).toBe(true)
    },
  )
})

describe('captured sequences of Media Streams', () => {
  test.each(captured.filter(({ protocol }) => protocol === 'media-streams'))(
    '$id validates',
    ({ frames }) => {
      for (const { from, json } of frames) {
        if (from !== 'twilio' || json === undefined) continue
        const media = json['media'] as { payload: string } | undefined
        const whole = media === undefined ? json : { ...json, media: { ...media, payload: audioOf(20) } }
        expect([json, faultsOf('media-streams', whole)]).toEqual([json, []])
      }
    },
  )
})

type Call = Awaited<ReturnType<ReturnType<typeof phoneTo>['phone']['call']>>

function problemsOf(call: Call): unknown[] {
  return call.events().flatMap((event) => (event.type === 'problem' ? [[event.level, event.twilioCode]] : []))
}

function codesOf(call: Call): unknown[] {
  return call.events().flatMap((event) => (event.type === 'problem' ? [event.twilioCode] : []))
}
