import { socketSource, type Exchange } from '@ringback/recording'
import { exchangeOf } from '../recordings.ts'

/** What runs, or leaves the page, wherever it is taken for markup, a script, an address or the end of a script element. */
export const markup = [
  '<img src=x onerror="window.ran=1">',
  '<script>window.ran=1</script>',
  '</script><script>window.ran=1</script>',
  '<!--<script>',
  '"><svg onload=window.ran=1>',
  'javascript:window.ran=1',
  '{{constructor.constructor("window.ran=1")()}}',
  '\u2028window.ran=1\u2029',
].join(' ')

/** A recorded call with markup in every field that a sender or an app has in its hands. */
export function hostileCall(): readonly Exchange[] {
  const form = new URLSearchParams(
    ['From', 'To', 'CallStatus', 'Digits', 'CallSid', markup].map((name) => [name, markup]),
  )
  const hostile = {
    kind: null,
    callSid: markup,
    parentCallSid: `${markup} parent`,
    request: {
      method: 'POST',
      url: `https://app.example.com/${markup}?${markup}`,
      headers: [[markup, markup]],
      body: { text: form.toString() },
    },
    problem: { code: markup, message: markup },
    signature: 'invalid',
    signatureCause: { codes: [markup], message: markup, publicUrl: markup, change: markup },
  } as const satisfies Partial<Exchange>
  return [
    exchangeOf(3, 0, {
      ...hostile,
      response: { status: 200, headers: [[markup, markup]], body: { text: markup } },
    }),
    exchangeOf(3, 1, {
      ...hostile,
      kind: 'voice.incoming-pstn',
      response: {
        status: 200,
        headers: [['Content-Type', 'text/xml']],
        body: {
          text: `<Response><Say>${markup.replaceAll('<', '&lt;')}</Say><Play>javascript:window.ran=1</Play><script>window.ran=1</script></Response>`,
        },
      },
    }),
    exchangeOf(3, 2, {
      ...hostile,
      problem: null,
      request: { ...hostile.request, method: 'GET', url: `wss://app.example.com/${markup}` },
      response: { status: 101, headers: [], body: { text: '' } },
      provenance: { recorder: 'simulator', version: markup, source: socketSource },
      socket: {
        protocol: 'conversation-relay',
        sid: markup,
        frames: hostileFrames(),
        leftOut: 0,
        speech: [
          { by: 'caller', atMs: 0, untilMs: 9, text: markup },
          { by: 'app', atMs: 5, untilMs: 12, text: markup },
        ],
        closedBy: 'app',
        closeCode: 1000,
        closeReason: markup,
      },
    }),
  ]
}

/** Every message that is told in words, with markup in its texts, and a frame that is no message. */
function hostileFrames(): NonNullable<Exchange['socket']>['frames'] {
  const messages = [
    { type: 'setup', customParameters: { [markup]: markup } },
    { event: 'mark', mark: { name: markup } },
    { event: 'dtmf', dtmf: { digit: markup } },
    { type: 'interrupt', utteranceUntilInterrupt: markup },
    { type: 'error', description: markup },
    { type: 'play', source: markup },
    { type: 'sendDigits', digits: markup },
    { type: markup, [markup]: markup },
  ]
  const texts = [...messages.map((message) => JSON.stringify(message)), markup]
  return (['twilio', 'app'] as const).flatMap((from) =>
    texts.map((text, at) => ({ from, atMs: at, untilMs: at, count: 1, text })),
  )
}
