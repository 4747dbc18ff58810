import type { WebhookOutcome } from '@ringback/twilio-client/node'
import type { ProbedExchange, ProbeRequest } from '@ringback/checks'

/** The exchange for the checks: the first request, and the answer after all redirects. */
export function observedExchange(request: ProbeRequest, outcome: WebhookOutcome): ProbedExchange {
  const { kind, method, url } = request
  const [first, last] = [outcome.hops.at(0), outcome.hops.at(-1)]
  if (first === undefined || last === undefined) {
    return {
      kind,
      request: { method, url, headers: [], body: { text: '' } },
      response: null,
      durationMs: 0,
      problem: outcome.problem,
      redirectedTo: null,
    }
  }
  return {
    kind,
    request: first.request,
    // After a 304 it is the answer that Twilio has in its cache.
    response: outcome.received ?? last.response,
    durationMs: outcome.hops.reduce((sum, { durationMs }) => sum + durationMs, 0),
    problem: problemOf(outcome, last),
    redirectedTo: last.request.url === first.request.url ? null : last.request.url,
  }
}

function problemOf(
  { problem }: WebhookOutcome,
  last: WebhookOutcome['hops'][number],
): ProbedExchange['problem'] {
  const status = last.response?.status ?? 0
  const isRedirect = status >= 300 && status < 400 && status !== 304
  // The checks judge complete answers.
  return last.problem !== null || isRedirect ? (problem ?? last.problem) : null
}
