import type { ObservedBody, ObservedExchange } from '@ringback/redaction/node'
import type { Judge } from '../signature/judge.ts'
import { version } from '../version.ts'
import type { BodyTee } from './body-tee.ts'
import type { Observed } from './observed.ts'

const provenance = { recorder: 'proxy', version } as const

/** What is handed to the recorder of what was seen on the wire: with its verdict, and in one piece. */
export function observedExchange(observed: Observed, judge: Judge): ObservedExchange {
  const { id, startedAt, durationMs, method, url, headers, answer, problem, upstream } = observed
  const body = bodyOf(observed.body)
  return {
    id,
    startedAt,
    durationMs,
    method,
    url,
    headers,
    body,
    answer: answer && { status: answer.status, headers: answer.headers, body: bodyOf(answer.body) },
    problem,
    signature: observed.verdict ?? judge({ method, url, headers, body: observed.body.bytes() }).verdict,
    provenance,
    upstream: upstream.name,
  }
}

function bodyOf(tee: BodyTee): ObservedBody {
  return { bytes: tee.bytes(), truncated: tee.truncated() }
}
