import type { WebhookOutcome } from '@ringback/twilio-client/node'
import type { Exchange } from '@ringback/recording'
import { version } from '../version.ts'

type Provenance = Exchange['provenance']

/** The data of an exchange besides its request and answer. */
export interface ExchangeContext {
  readonly callSid: string | null
  readonly parentCallSid: string | null
  readonly recorder: Provenance['recorder']
  /** Unique ids that sort by time as text. */
  readonly nextId: (startedAt: number) => string
}

/** The exchanges of a webhook: one for each request that was put on the wire. */
export function exchangesOf(outcome: WebhookOutcome, context: ExchangeContext): readonly Exchange[] {
  const { callSid, parentCallSid, recorder, nextId } = context
  return outcome.hops.map((hop) => ({
    id: nextId(hop.startedAt),
    kind: outcome.sent.kind,
    callSid,
    parentCallSid,
    startedAt: isoTime(hop.startedAt),
    durationMs: hop.durationMs,
    request: hop.request,
    response: hop.response,
    signature: 'valid',
    problem: hop === outcome.hops.at(-1) ? outcome.problem : hop.problem,
    provenance: provenanceOf(recorder),
  }))
}

/** The same object for all exchanges of a recorder: a log keeps thousands of them. */
function provenanceOf(recorder: Provenance['recorder']): Provenance {
  if (lastProvenance.recorder !== recorder) lastProvenance = { recorder, version }
  return lastProvenance
}

let lastProvenance: Provenance = { recorder: 'simulator', version }

/**
 * Ids of the given time and a running number, which sort as text. `seed`: that of the simulation, so that calls which begin at the same
 * virtual time are told apart; the same call has the same ids.
 */
export function runningExchangeIds(seed?: number): (startedAt: number) => string {
  const end = seed === undefined ? '' : `-${seed.toString(36)}`
  let made = 0
  return (startedAt) => {
    made += 1
    return `${compactTime(startedAt)}-${String(made).padStart(6, '0')}${end}`
  }
}

const minuteMs = 60_000
let minute = { number: NaN, iso: '', compact: '' }

/** `2026-01-01T12:00:05.250Z`, as `toISOString` has it. */
function isoTime(milliseconds: number): string {
  const { iso, rest } = inMinute(milliseconds)
  return `${iso}${twoDigits(Math.floor(rest / 1000))}.${threeDigits(rest % 1000)}Z`
}

/** `20260101T120005250Z` */
function compactTime(milliseconds: number): string {
  const { compact, rest } = inMinute(milliseconds)
  return `${compact}${String(rest).padStart(5, '0')}Z`
}

/** The texts of the minute are kept: those of seconds are the only ones that change from webhook to webhook. */
function inMinute(milliseconds: number): { iso: string; compact: string; rest: number } {
  const whole = Math.trunc(milliseconds)
  const number = Math.floor(whole / minuteMs)
  if (number !== minute.number) {
    const iso = new Date(number * minuteMs).toISOString().slice(0, -'00.000Z'.length)
    minute = { number, iso, compact: iso.replaceAll(/[-:]/g, '') }
  }
  return { iso: minute.iso, compact: minute.compact, rest: whole - number * minuteMs }
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

function threeDigits(number: number): string {
  return number < 100 ? `0${twoDigits(number)}` : String(number)
}
