import { headerName } from '@ringback/catalog'
import type { ObservedExchange } from '@ringback/redaction/node'
import { callerOf, observedOf } from '../recorded-folder.ts'

const accountSid = `AC${'0'.repeat(32)}`
/** The call with two legs. */
export const bridged = callerOf(21)
const dialled = callerOf(22)
/** The call in which a request was delivered twice. */
export const deliveredTwice = callerOf(23)
/** The call that the app did not answer. */
export const failed = callerOf(24)
/** The call whose texts are those that databases do not like. */
export const odd = callerOf(25)

const tokenHeaders = { [headerName.idempotencyToken]: '3b1b2f0e-0f5c-4b0e-9a40-6e5d8d0f9c11' }
const message = {
  MessageSid: `SM${'1'.repeat(32)}`,
  From: callerOf(26).number,
  To: '+14155550199',
  Body: 'hi',
}

/** Exchanges of calls in which something is special. */
export const oddExchanges: readonly ObservedExchange[] = [
  ...twoLegs(),
  ...twice(),
  ...notAnswered(),
  ...withoutCall(),
  ...oddTexts(),
]

/** How many recordings the calls 1 to 3 and these make: of calls, and of days of requests without one. */
export const callCount = 9

interface Given extends Partial<Omit<ObservedExchange, 'id' | 'body' | 'startedAt'>> {
  readonly form?: Readonly<Record<string, string>>
  readonly bytes?: Uint8Array
  readonly atMs?: number
}

/** The exchange `id`: a form and what else is not as in any other call. */
function exchange(id: string, { form = {}, bytes, atMs = 0, ...rest }: Given): ObservedExchange {
  const body = bytes ?? Buffer.from(new URLSearchParams({ AccountSid: accountSid, ...form }).toString())
  return {
    ...observedOf(1, 1),
    ...rest,
    id,
    startedAt: Date.UTC(2026, 0, 3) + atMs,
    body: { bytes: body, truncated: false },
  }
}

function formOf(
  { callSid, number }: ReturnType<typeof callerOf>,
  status = 'ringing',
): Record<string, string> {
  return {
    CallSid: callSid,
    From: number,
    To: '+14155550199',
    CallStatus: status,
    Direction: 'inbound',
    ApiVersion: '2010-04-01',
  }
}

/** A caller is connected: the leg of the number that was dialled comes to its own callback, the end of the call to another one. */
function twoLegs(): readonly ObservedExchange[] {
  const leg = {
    ParentCallSid: bridged.callSid,
    CallSid: dialled.callSid,
    From: '+14155550199',
    To: dialled.number,
  }
  return [
    exchange('odd011', { form: formOf(bridged), atMs: 1000 }),
    exchange('odd012', {
      form: { ...formOf(dialled), ...leg, Direction: 'outbound-dial', CallStatus: 'initiated' },
      url: 'https://phone.example.com/leg',
      atMs: 2000,
    }),
    exchange('odd013', {
      form: {
        ...formOf(bridged, 'in-progress'),
        DialCallSid: dialled.callSid,
        DialCallStatus: 'completed',
        DialCallDuration: '5',
      },
      url: 'https://phone.example.com/dialled',
      atMs: 8000,
    }),
  ]
}

/** Twilio delivers a request again, with the same token. */
function twice(): readonly ObservedExchange[] {
  const headers = [
    'Content-Type',
    'application/x-www-form-urlencoded',
    ...Object.entries(tokenHeaders).flat(),
  ]
  const given = { form: formOf(deliveredTwice), headers }
  return [
    exchange('odd021', { ...given, atMs: 20_000 }),
    exchange('odd022', { ...given, atMs: 20_400 }),
    exchange('odd023', {
      form: formOf(deliveredTwice, 'completed'),
      url: 'https://phone.example.com/status',
      atMs: 30_000,
    }),
  ]
}

/** The app was down, then it failed, then its answer was cut off. */
function notAnswered(): readonly ObservedExchange[] {
  const answer = observedOf(1, 1).answer
  return [
    exchange('odd031', {
      form: formOf(failed),
      answer: null,
      problem: { code: 'app-down', message: 'The app refused the connection.' },
      atMs: 40_000,
    }),
    exchange('odd032', {
      form: formOf(failed),
      url: 'https://phone.example.com/fallback',
      answer: answer && { ...answer, status: 500 },
      signature: 'invalid',
      atMs: 41_000,
    }),
    exchange('odd033', {
      form: formOf(failed, 'completed'),
      answer: answer && { ...answer, body: { bytes: Buffer.from('<Response><Sa'), truncated: true } },
      atMs: 42_000,
    }),
  ]
}

/** Requests that belong to no call, on two days. */
function withoutCall(): readonly ObservedExchange[] {
  const url = 'https://phone.example.com/message'
  const empty = { method: 'GET', bytes: new Uint8Array(), headers: ['Host', 'phone.example.com'] }
  return [
    exchange('odd041', { form: message, url, atMs: 50_000 }),
    exchange('odd042', { ...empty, url: 'https://phone.example.com/health?a=b', atMs: 51_000 }),
    exchange('odd043', { form: message, url, atMs: 50_000 + 86_400_000 }),
  ]
}

/** U+0000, half of a surrogate pair, and what is no UTF-8. */
function oddTexts(): readonly ObservedExchange[] {
  const answer = observedOf(1, 1).answer
  const said = Buffer.from('<Response><Say>\u0000 \u{1f600} é</Say></Response>')
  return [
    exchange('odd051', {
      form: { ...formOf(odd), SpeechResult: '\u0000\u{1f600}', CallerName: 'Zoë \u0000' },
      answer: answer && { ...answer, body: { bytes: said, truncated: false } },
      atMs: 60_000,
    }),
    exchange('odd052', {
      bytes: Buffer.concat([
        Buffer.from(`${new URLSearchParams(formOf(odd)).toString()}&Digits=%ED%A0%80&Raw=`),
        Buffer.from([0xff, 0xfe, 0x00]),
      ]),
      headers: ['Content-Type', 'application/x-www-form-urlencoded', 'X-Odd', '\u00ff\u0000é'],
      atMs: 61_000,
    }),
  ]
}

/** A webhook as Twilio sends it. */
interface Webhook {
  readonly path: string
  readonly form: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
}

/** Webhooks of such calls, for a recorder: the app fails on /fails. */
export const webhooks: readonly Webhook[] = [
  { path: '/voice', form: formOf(bridged) },
  {
    path: '/leg',
    form: {
      ...formOf(dialled),
      ParentCallSid: bridged.callSid,
      Direction: 'outbound-dial',
      CallStatus: 'initiated',
    },
  },
  { path: '/voice', form: formOf(deliveredTwice), headers: tokenHeaders },
  { path: '/voice', form: formOf(deliveredTwice), headers: tokenHeaders },
  { path: '/fails', form: formOf(failed) },
  { path: '/message', form: message },
  { path: '/voice', form: { ...formOf(odd), SpeechResult: '\u0000\u{1f600}' } },
].map((webhook) => ({ ...webhook, form: { AccountSid: accountSid, ...webhook.form } }))
