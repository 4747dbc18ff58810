import type { RawHeaders } from '../forward/forwarder.ts'
import { createBodyTee } from '../record/body-tee.ts'
import { requireSignature } from '../signature/require-signature.ts'
import { unsignableBody } from '../signature/unsignable.ts'
import { longestForm } from '../webhook-kind.ts'
import type { Caller, CallerListener } from './callers/caller.ts'
import type { Context } from './context.ts'
import { decide } from './decide.ts'
import {
  requestTimeoutAnswer,
  timeoutAnswer,
  tooLargeAnswer,
  unsignableAnswer,
  unsignedAnswer,
} from './error-answer.ts'
import { finish, recogniseBody } from './finish.ts'
import { forwardedOrigin, publicUrlOf } from './forwarded-origin.ts'
import { forward, refuse } from './forward.ts'
import type { ReceivedRequest } from './received-request.ts'
import type { RequestInFlight } from './request-in-flight.ts'

/**
 * Handles one request, whichever front received it: decides about it, forwards it to the app, passes the answer to the
 * caller and hands what was seen to the recorder. `done` is called once, when both sides are through.
 */
export function handleRequest(
  received: ReceivedRequest,
  caller: Caller,
  context: Context,
  done: () => void,
): RequestInFlight {
  const decision = decide(received, context)
  const flight = createFlight(received, caller, context, done)
  flight.recognition = decision.action === 'verify' ? 'twilio' : decision.recognition
  flight.held = decision.action === 'verify'
  if (flight.recognition !== 'other') flight.id = context.newId()
  caller.listen(new FlightListener(flight))
  if (decision.action === 'refuse') refuse(flight, decision.error)
  else {
    const upstream = context.directions.byHead(received)
    flight.upstream = upstream
    startTimer(flight)
    if (decision.action === 'forward' && upstream !== undefined) forward(flight, upstream)
    else caller.sendContinue()
    readBody(flight)
  }
  return flight
}

/** A class, because there is one for every request. */
class FlightListener implements CallerListener {
  readonly #flight: RequestInFlight

  constructor(flight: RequestInFlight) {
    this.#flight = flight
  }

  body(chunk: Buffer): void {
    takeBody(this.#flight, chunk)
  }

  bodyEnd(trailers: RawHeaders): void {
    endBody(this.#flight, trailers)
  }

  drain(): void {
    this.#flight.forwarding?.resume()
  }

  close(): void {
    finish(this.#flight)
  }
}

function createFlight(
  received: ReceivedRequest,
  caller: Caller,
  context: Context,
  done: () => void,
): RequestInFlight {
  return {
    context,
    received,
    caller,
    origin: forwardedOrigin(received, context.publicUrl, context.trustForwarded),
    id: undefined,
    startedAt: context.clock.now(),
    startedTick: context.clock.tick(),
    requestBody: createBodyTee(context.limits.bodyBytes),
    span: context.tracing?.begin(received),
    done,
    recognition: 'other',
    held: false,
    upstream: undefined,
    isWhole: false,
    isSelected: undefined,
    verdict: undefined,
    forwarding: undefined,
    answerHead: undefined,
    answerBody: undefined,
    problem: null,
    timer: undefined,
    finished: false,
    progress: 0,
    progressTick: 0,
    place: -1,
  }
}

function readBody(flight: RequestInFlight): void {
  if (flight.received.framing === 'none') {
    flight.caller.resumeBody()
    endBody(flight, [])
  } else flight.caller.readBody()
}

/** What is not Twilio's is under none of Twilio's limits. */
function startTimer(flight: RequestInFlight): void {
  if (flight.recognition === 'other') return
  const { limits } = flight.context
  flight.timer = setTimeout(() => {
    const { upstream, forwarding, answerHead } = flight
    const error =
      upstream === undefined || forwarding === undefined
        ? requestTimeoutAnswer('limits.timeoutMs', limits.timeoutMs)
        : timeoutAnswer(upstream.url.origin, limits.timeoutMs, answerHead !== undefined)
    refuse(flight, error)
  }, limits.timeoutMs)
}

function takeBody(flight: RequestInFlight, chunk: Buffer): void {
  if (flight.problem !== null) return
  const { requestBody, context, caller } = flight
  if (flight.recognition !== 'other' || flight.upstream === undefined) {
    if (requestBody.kept() + chunk.length <= context.limits.bodyBytes) requestBody.add(chunk)
    else if (flight.held || recogniseBody(flight) === 'twilio') {
      refuse(flight, tooLargeAnswer(context.limits.bodyBytes))
      return
    } else if (flight.forwarding === undefined) sendKept(flight)
  }
  if (flight.forwarding?.write(chunk) === false) caller.pauseBody()
}

function endBody(flight: RequestInFlight, trailers: RawHeaders): void {
  if (flight.problem !== null) return
  flight.isWhole = true
  recogniseBody(flight)
  if (flight.held && !release(flight, trailers.length)) return
  if (flight.forwarding === undefined) sendKept(flight)
  flight.forwarding?.end(trailers)
}

/** Sends a request on its way that was kept back so far, with what there is of its body. */
function sendKept(flight: RequestInFlight): void {
  const { context, received, requestBody } = flight
  const body = requestBody.bytes()
  const upstream =
    flight.upstream ?? context.directions.byForm(received, body.toString('latin1', 0, longestForm))
  flight.upstream = upstream
  forward(flight, upstream)
  if (body.length > 0) flight.forwarding?.write(body)
}

/** Whether the signature of a request that was held back is valid; one without a valid signature is refused. */
function release(flight: RequestInFlight, trailers: number): boolean {
  const { context, received, origin, requestBody } = flight
  const body = requestBody.bytes()
  const reason = unsignableBody(received, body, trailers)
  if (reason !== undefined) {
    refuse(flight, unsignableAnswer(reason))
    return false
  }
  const { method, headers, target } = received
  const url = publicUrlOf(origin, context.publicUrl, target)
  flight.verdict = requireSignature(context.judge, { method, url, headers, body })
  if (flight.verdict !== 'valid') {
    refuse(flight, unsignedAnswer(flight.verdict === 'missing' ? 'missing' : 'invalid'))
    return false
  }
  flight.held = false
  return true
}
