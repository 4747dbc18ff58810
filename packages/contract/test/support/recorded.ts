import { encodeForm } from '@ringback/catalog'
import type { Exchange } from '@ringback/recording'
import { publicUrl } from './apps.ts'

/** The form of `recorded`. */
export const form = `${encodeForm([
  ['AccountSid', `AC${'0'.repeat(32)}`],
  ['CallSid', `CA${'0'.repeat(32)}`],
  ['From', '+14155550100'],
  ['To', '+14155550199'],
  ['CallStatus', 'in-progress'],
  ['Digits', '1'],
])}&SipHeader_X-Foo=a%20b&Empty=`

/** An exchange as the proxy would have recorded it. */
export function recorded(): Exchange {
  return {
    id: '1',
    kind: 'gather.action',
    callSid: `CA${'0'.repeat(32)}`,
    parentCallSid: null,
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 4,
    request: { method: 'POST', url: `${publicUrl}/menu`, headers: [], body: { text: form } },
    response: {
      status: 200,
      headers: [['Content-Type', 'text/xml']],
      body: { text: '<Response><Dial action="/ended"><Number>+12025550142</Number></Dial></Response>' },
    },
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0.1.0' },
  }
}
