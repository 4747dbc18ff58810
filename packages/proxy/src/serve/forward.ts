import type { AnswerSink } from '../forward/forwarder.ts'
import { countOf } from '../forward/raw-headers.ts'
import { createBodyTee } from '../record/body-tee.ts'
import { failureAnswer, problemOf, type ErrorAnswer } from './error-answer.ts'
import { forwardedHeaders } from './forwarded-headers.ts'
import type { RequestInFlight } from './request-in-flight.ts'
import { upstreamTarget } from './upstream-target.ts'

/** Sends the head of a request to the app; the body follows through `flight.forwarding`. */
export function forward(flight: RequestInFlight): void {
  const { context, received, origin } = flight
  const { method, target, headers, framing } = received
  const withHost = countOf(headers, 'host') === 0 ? ['Host', context.upstream.host, ...headers] : headers
  flight.forwarding = context.forwarder.forward(
    {
      method,
      target: upstreamTarget(context.upstream, target),
      headers: forwardedHeaders(withHost, origin, false),
      framing,
    },
    createAnswerSink(flight),
  )
}

/** Gives up on a request: it gets an answer of the proxy's own, or what has begun is cut. */
export function refuse(flight: RequestInFlight, error: ErrorAnswer): void {
  flight.problem ??= problemOf(error)
  flight.forwarding?.abort()
  flight.caller.fail(error)
}

/** Passes the app's answer on to the caller, and keeps a copy where it is recorded. */
function createAnswerSink(flight: RequestInFlight): AnswerSink {
  const { context, caller } = flight
  const { origin } = context.upstream
  return {
    informational: (head) => caller.informational(head),
    head(head) {
      flight.answerHead = head
      try {
        caller.head(head, context.draining())
      } catch (error) {
        const failure = { stage: 'malformed', reason: 'protocol-violation', message: String(error) } as const
        refuse(flight, failureAnswer(failure, origin))
      }
      if (context.recording && flight.recognition !== 'other')
        flight.answerBody = createBodyTee(context.limits.answerBytes)
    },
    data(chunk) {
      flight.answerBody?.add(chunk)
      return caller.data(chunk)
    },
    end: (trailers) => caller.end(trailers),
    fail: (failure) => refuse(flight, failureAnswer(failure, origin)),
    drain: () => caller.resumeBody(),
  }
}
