import type { AnswerHead, AnswerSink, ForwardFailure, RawHeaders } from '../forward/forwarder.ts'
import { countOf } from '../forward/raw-headers.ts'
import { createBodyTee } from '../record/body-tee.ts'
import type { Upstream } from '../targets/directions.ts'
import { failureAnswer, problemOf, type ErrorAnswer } from './error-answer.ts'
import { forwardedHeaders } from './forwarded-headers.ts'
import { isSelected } from './finish.ts'
import type { RequestInFlight } from './request-in-flight.ts'
import { upstreamTarget } from './upstream-target.ts'

/** Sends the head of a request to an app; the body follows through `flight.forwarding`. */
export function forward(flight: RequestInFlight, { url, forwarder }: Upstream): void {
  const { received, origin } = flight
  const { method, target, headers, framing } = received
  const withHost = countOf(headers, 'host') === 0 ? ['Host', url.host, ...headers] : headers
  const fields = forwardedHeaders(withHost, origin, false)
  flight.forwarding = forwarder.forward(
    {
      method,
      target: upstreamTarget(url, target),
      headers: flight.span?.headersFor(fields) ?? fields,
      framing,
    },
    new AnswerRelay(flight, url),
  )
}

/** Gives up on a request: it gets an answer of the proxy's own, or what has begun is cut. */
export function refuse(flight: RequestInFlight, error: ErrorAnswer): void {
  flight.problem ??= problemOf(error)
  flight.forwarding?.abort()
  flight.caller.fail(error)
}

/** Passes the app's answer on to the caller, and keeps a copy where it is recorded. A class, because there is one for every request. */
class AnswerRelay implements AnswerSink {
  readonly #flight: RequestInFlight
  readonly #app: URL

  constructor(flight: RequestInFlight, app: URL) {
    this.#flight = flight
    this.#app = app
  }

  informational(head: AnswerHead): boolean {
    return this.#flight.caller.informational(head)
  }

  head(head: AnswerHead): void {
    const flight = this.#flight
    const { context } = flight
    flight.answerHead = head
    try {
      flight.caller.head(head, context.draining())
    } catch (error) {
      this.fail({ stage: 'malformed', reason: 'protocol-violation', message: String(error) })
    }
    if (context.recording && flight.recognition !== 'other' && isSelected(flight) !== false)
      flight.answerBody = createBodyTee(context.limits.answerBytes)
  }

  data(chunk: Buffer): boolean {
    const flight = this.#flight
    flight.answerBody?.add(chunk)
    return flight.caller.data(chunk)
  }

  end(trailers: RawHeaders): void {
    this.#flight.caller.end(trailers)
  }

  fail(failure: ForwardFailure): void {
    refuse(this.#flight, failureAnswer(failure, this.#app.origin))
  }

  drain(): void {
    this.#flight.caller.resumeBody()
  }
}
