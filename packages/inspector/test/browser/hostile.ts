import type { Exchange } from '@ringback/recording'
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
  ]
}
