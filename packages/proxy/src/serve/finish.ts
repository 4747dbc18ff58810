import { pathClass } from '../path-class.ts'
import { rawValueOf } from '../forward/raw-headers.ts'
import { createBodyTee } from '../record/body-tee.ts'
import type { Observed } from '../record/observed.ts'
import type { TrafficSource } from '../traffic/traffic.ts'
import { webhookKindOf } from '../webhook-kind.ts'
import { clientGone, problemOfStatus } from './error-answer.ts'
import { publicUrlOf } from './forwarded-origin.ts'
import { namesCall, type Recognition } from './recognise.ts'
import type { RequestInFlight } from './request-in-flight.ts'

/** Tells what became of a request, once. */
export function finish(flight: RequestInFlight): void {
  if (flight.finished) return
  flight.finished = true
  clearTimeout(flight.timer)
  if (!flight.caller.answerWritten) {
    flight.problem ??= clientGone
    flight.forwarding?.abort()
  }
  const elapsedMs = flight.context.clock.tick() - flight.startedTick
  // To the microsecond: more digits are noise, and a row of them reads like a number of somebody.
  const durationMs = Math.round(Math.max(elapsedMs, 0) * 1000) / 1000
  const source = sourceOf(flight)
  tellPassed(flight, source, durationMs)
  if (source === 'refused') tellRefused(flight)
  else if (source === 'other') tellOther(flight, durationMs)
  else tellTwilios(flight, durationMs)
  flight.done()
}

function sourceOf(flight: RequestInFlight): TrafficSource {
  if (wasRefused(flight)) return 'refused'
  return recogniseBody(flight) === 'other' ? 'other' : 'twilio'
}

/** Counts a request, and ends its span. */
function tellPassed(flight: RequestInFlight, source: TrafficSource, ms: number): void {
  const { context, received, caller, answerHead, problem, span } = flight
  const { method, target } = received
  const status = answerHead?.status ?? caller.ownStatus
  context.passed({ source, method, status, ms, problem })
  span?.end({
    source,
    status,
    problem: problem ?? problemOfStatus(status ?? 0),
    ...(source === 'twilio' && {
      kind: () => webhookKindOf(method, target, flight.requestBody.bytes()) ?? null,
    }),
  })
}

/** Whether the exchange of a request is recorded, if it is Twilio's; undefined while the request is not whole. */
export function isSelected(flight: RequestInFlight): boolean | undefined {
  const { context, received, origin, requestBody, isWhole } = flight
  const { selection, publicUrl } = context
  if (selection === undefined) return true
  if (!isWhole) return undefined
  const { method, target } = received
  flight.isSelected ??= selection.includes({
    method,
    url: publicUrlOf(origin, publicUrl, target),
    body: requestBody.bytes(),
  })
  return flight.isSelected
}

/** Whose a request is, once its body is there: a form shows it by its parameters. */
export function recogniseBody(flight: RequestInFlight): Recognition {
  if (flight.recognition !== 'maybe') return flight.recognition
  flight.recognition = namesCall(flight.requestBody.bytes().toString('latin1')) ? 'twilio' : 'other'
  // What is not Twilio's is under none of Twilio's limits.
  if (flight.recognition === 'other') clearTimeout(flight.timer)
  return flight.recognition
}

/** Under `signature: 'require'`: nothing of a request is recorded that was not found to be Twilio's. */
function wasRefused({ context, verdict, recognition }: RequestInFlight): boolean {
  return context.signature === 'require' && verdict !== 'valid' && recognition !== 'other'
}

function tellRefused(flight: RequestInFlight): void {
  const { context, received, origin, requestBody, caller, problem, verdict } = flight
  const url = publicUrlOf(origin, context.publicUrl, received.target)
  const { method, headers } = received
  const signatureCause =
    verdict === 'invalid' ? context.diagnose({ method, url, headers, body: requestBody.bytes() }) : undefined
  context.refused({
    method,
    path: pathClass(received.target),
    bodyBytes: Number(rawValueOf(headers, 'content-length') ?? 0) || requestBody.kept(),
    status: caller.ownStatus,
    verdict: verdict ?? (problem?.code === 'signature-missing' ? 'missing' : 'unchecked'),
    ...(signatureCause && { signatureCause }),
    problem: problem ?? clientGone,
  })
}

function tellTwilios(flight: RequestInFlight, durationMs: number): void {
  const { context, problem, answerHead } = flight
  // Nothing more comes of a request that is not whole.
  flight.isWhole = true
  if (context.recording && isSelected(flight) === false)
    context.leaveOut(problem ?? problemOfStatus(answerHead?.status ?? 0))
  else context.observe(observedOf(flight, durationMs))
}

function tellOther({ context, received, caller, answerHead, problem }: RequestInFlight, ms: number): void {
  const status = answerHead?.status ?? caller.ownStatus
  const path = pathClass(received.target)
  context.emit({ type: 'other-traffic', method: received.method, path, status, ms, problem })
}

function observedOf(flight: RequestInFlight, durationMs: number): Observed {
  const { context, received, origin, answerHead, answerBody, verdict } = flight
  return {
    id: flight.id ?? context.newId(),
    startedAt: flight.startedAt,
    durationMs,
    method: received.method,
    url: publicUrlOf(origin, context.publicUrl, received.target),
    headers: received.headers,
    body: flight.requestBody,
    answer:
      answerHead === undefined
        ? null
        : {
            status: answerHead.status,
            headers: answerHead.headers,
            body: answerBody ?? createBodyTee(0),
          },
    problem: flight.problem ?? problemOfStatus(answerHead?.status ?? 0),
    upstream: flight.upstream ?? context.directions.app,
    ...(verdict !== undefined && { verdict }),
  }
}
