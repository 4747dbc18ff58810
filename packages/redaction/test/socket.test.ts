import { createRedactor } from '@ringback/redaction'
import { socketSource, type Exchange, type SocketFrame, type SocketLog } from '@ringback/recording'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exchange, sid } from './exchanges.ts'

const key = new Uint8Array(32).fill(7)
const times = { atMs: 10, untilMs: 10, count: 1 }

function frame(from: 'twilio' | 'app', message: object | string): SocketFrame {
  return { from, ...times, text: typeof message === 'string' ? message : JSON.stringify(message) }
}

function socketOf(frames: readonly SocketFrame[], speech: SocketLog['speech'] = []): Exchange {
  return exchange({
    id: '1',
    kind: null,
    callSid: sid('CA', 1),
    request: {
      method: 'GET',
      url: 'wss://app.example.com/agent',
      headers: [['X-Twilio-Signature', 'b3JpZ2luYWwgc2lnbmF0dXJl']],
      body: { text: '' },
    },
    response: { status: 101, headers: [], body: { text: '' } },
    provenance: { recorder: 'simulator', version: '1', source: socketSource },
    socket: {
      protocol: 'conversation-relay',
      sid: sid('VX', 1),
      frames,
      leftOut: 0,
      speech,
      closedBy: 'app',
      closeCode: 1000,
      closeReason: 'bye +14155550123',
    },
  })
}

function redacted(given: Exchange): SocketLog {
  const { socket } = createRedactor({ key }).redactExchange(given)
  if (socket === undefined) throw new Error('no socket')
  return socket
}

function textsOf({ frames }: SocketLog): readonly string[] {
  return frames.flatMap((each) => ('text' in each ? [each.text] : []))
}

const setup = {
  type: 'setup',
  sessionId: sid('VX', 1),
  callSid: sid('CA', 1),
  from: '+14155550123',
  to: '+14155550199',
  callerName: 'ZACHARIAS',
  direction: 'inbound',
  callType: 'PSTN',
  customParameters: { customer: 'Zacharias Quist', vip: 'true' },
}

describe('a socket', () => {
  test('keeps the words of the protocol and of the app, and nothing of the caller', () => {
    const texts = textsOf(
      redacted(
        socketOf([
          frame('twilio', setup),
          frame('twilio', { type: 'prompt', voicePrompt: 'my name is Zacharias', lang: 'en-US', last: true }),
          frame('app', { type: 'text', token: 'Hello Zacharias, I call 415 555 0123 back.', last: true }),
          frame('app', { type: 'end', handoffData: '{"customer":"Zacharias Quist"}' }),
        ]),
      ),
    )
    expect(texts.join('\n')).not.toMatch(/zacharias|quist|5550123|555 0123/i)
    expect(JSON.parse(texts[0] ?? '')).toMatchObject({
      type: 'setup',
      direction: 'inbound',
      callType: 'PSTN',
    })
    expect(JSON.parse(texts[1] ?? '')).toMatchObject({ type: 'prompt', lang: 'en-US', last: true })
    expect(JSON.parse(texts[2] ?? '').token).toMatch(/^Hello .*, I call .* back\.$/)
  })

  test('has the SIDs of the recording around it', () => {
    const given = socketOf([frame('twilio', setup)])
    const { callSid, socket } = createRedactor({ key }).redactExchange(given)
    const [text = ''] = socket === undefined ? [] : textsOf(socket)
    expect(JSON.parse(text)).toMatchObject({ callSid, sessionId: socket?.sid })
    expect(callSid).not.toBe(sid('CA', 1))
  })

  test('keeps one key; several are replaced as one value, also where the app says them', () => {
    const digit = (key: string) => frame('twilio', { type: 'dtmf', digit: key })
    expect(textsOf(redacted(socketOf([digit('5')])))).toEqual(['{"type":"dtmf","digit":"5"}'])
    const said = frame('app', { type: 'text', token: 'Your PIN is 7391.', last: true })
    const several = redacted(socketOf(Array.from('7391', digit).concat(said)))
    const keys = textsOf(several).flatMap((text) => JSON.parse(text).digit ?? [])
    expect(keys).toHaveLength(4)
    expect(keys.join('')).not.toBe('7391')
    expect(textsOf(several).at(-1)).toContain(`Your PIN is ${keys.join('')}.`)
  })

  test('what an interruption has left of a number is replaced', () => {
    const utterance = 'Please call 415 55'
    const socket = redacted(
      socketOf(
        [frame('twilio', { type: 'interrupt', utteranceUntilInterrupt: utterance })],
        [
          { by: 'app', atMs: 0, untilMs: 9, text: utterance },
          { by: 'caller', atMs: 9, untilMs: 20, text: 'no, call Zacharias' },
        ],
      ),
    )
    expect(textsOf(socket)[0]).toMatch(/Please call /)
    expect(JSON.stringify(socket)).not.toMatch(/415 55|Zacharias/)
  })

  test('of a text that is no JSON nothing is left', () => {
    const [text] = textsOf(redacted(socketOf([frame('app', 'Zacharias lives in Elm Street')])))
    expect(text).not.toMatch(/Zacharias|Elm|Street/)
  })

  test('whatever field it stands in, a number, a SID and a name of the caller are gone', () => {
    const secret = 'Zacharias'
    const place = fc.constantFrom(
      'event',
      'type',
      'name',
      'value',
      'digit',
      'track',
      'custom',
      'last',
      'token',
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('twilio' as const, 'app' as const), place), { maxLength: 4 }),
        fc.constantFrom('+14155550123', sid('AC', 9)),
        (fields, value) => {
          const frames = fields.map(([from, name]) =>
            frame(from, { [name]: value, nested: { [name]: value, more: [value] } }),
          )
          const socket = redacted(
            socketOf([
              frame('twilio', { type: 'prompt', voicePrompt: `my name is ${secret}`, last: true }),
              ...frames,
            ]),
          )
          expect(JSON.stringify(socket)).not.toContain(value)
          expect(JSON.stringify(socket)).not.toContain(secret)
          for (const text of textsOf(socket)) expect(() => JSON.parse(text)).not.toThrow()
        },
      ),
    )
  })

  test('beyond the limit of work only times and sizes are left', () => {
    const given = socketOf(
      [
        frame('app', { type: 'text', token: 'Zacharias '.repeat(1000) }),
        { from: 'app', ...times, audioBytes: 160, track: 'outbound', hasSound: true },
      ],
      [{ by: 'caller', atMs: 0, untilMs: 5, text: 'Zacharias' }],
    )
    const { socket } = createRedactor({ key, workLimit: 10_000 }).redactExchange(given)
    expect(JSON.stringify(socket)).not.toContain('Zacharias')
    expect(socket).toMatchObject({
      leftOut: 1,
      frames: [{ audioBytes: 160 }],
      speech: [{ untilMs: 5, text: '' }],
    })
  })

  test('values that the user named are replaced in frames and speech', () => {
    const redactor = createRedactor({ key, redactValues: ['Project Heron'] })
    const { socket } = redactor.redactExchange(
      socketOf(
        [frame('app', { type: 'text', token: 'About Project Heron', last: true })],
        [{ by: 'app', atMs: 0, untilMs: 9, text: 'About Project Heron' }],
      ),
    )
    expect(JSON.stringify(socket)).not.toContain('Heron')
  })
})
