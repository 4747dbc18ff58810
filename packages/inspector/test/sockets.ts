import { socketSource, type Exchange, type SocketFrame, type SocketLog } from '@ringback/recording'
import { sid } from '@ringback/test-support/exchange'
import { exchangeOf, requestOf, twimlAnswer } from './recordings.ts'

function frame(from: SocketFrame['from'], atMs: number, message: object): SocketFrame {
  return { from, atMs, untilMs: atMs, count: 1, text: JSON.stringify(message) }
}

/** A stream of ten seconds: both speak, the caller presses a key, the app stops its audio and marks are reached. */
export const streamLog: SocketLog = {
  protocol: 'media-streams',
  sid: sid('MZ', 4),
  frames: [
    frame('twilio', 0, { event: 'connected', protocol: 'Call', version: '1.0.0' }),
    frame('app', 1000, { event: 'mark', mark: { name: 'greeting' } }),
    {
      from: 'app',
      atMs: 1000,
      untilMs: 4000,
      count: 150,
      audioBytes: 24_000,
      track: 'outbound',
      hasSound: true,
    },
    frame('twilio', 3000, { event: 'dtmf', dtmf: { digit: '5' } }),
    frame('app', 3100, { event: 'clear' }),
    frame('twilio', 3100, { event: 'mark', mark: { name: 'greeting' } }),
    {
      from: 'twilio',
      atMs: 3200,
      untilMs: 9900,
      count: 335,
      audioBytes: 53_600,
      track: 'inbound',
      hasSound: false,
    },
  ],
  leftOut: 7,
  speech: [
    { by: 'app', atMs: 1000, untilMs: 3100, text: '' },
    { by: 'caller', atMs: 2000, untilMs: 4500, text: 'Stop, please' },
  ],
  closedBy: 'app',
  closeCode: 1000,
  closeReason: 'done',
}

const connect = twimlAnswer(
  '<Response><Connect><Stream url="wss://app.example.com/agent"/></Connect></Response>',
)

/** A call of the virtual Twilio with its WebSocket. */
export function callWithSocket(call = 4): readonly Exchange[] {
  return [
    exchangeOf(call, 0, { response: connect, provenance: { recorder: 'simulator', version: '1' } }),
    exchangeOf(call, 1, {
      kind: null,
      durationMs: 10_000,
      request: { ...requestOf({}), method: 'GET', url: 'wss://app.example.com/agent', body: { text: '' } },
      response: { status: 101, headers: [], body: { text: '' } },
      provenance: { recorder: 'simulator', version: '1', source: socketSource },
      socket: streamLog,
    }),
  ]
}

/** A call that the proxy has recorded, which connects a WebSocket too. */
export function proxiedCallWithSocket(call = 5): readonly Exchange[] {
  return [exchangeOf(call, 0, { response: connect, provenance: { recorder: 'proxy', version: '1' } })]
}
