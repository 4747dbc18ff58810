import { bytesOf } from '@ringback/recording'
import type { ObservedExchange } from '@ringback/redaction/node'
import { webhook } from './webhook.ts'

const exchangesPerCall = 8

/** The n-th exchange as it was seen on the wire; eight in a row belong to one call. */
export function observedWebhook(index: number): ObservedExchange {
  const { request, response, ...exchange } = webhook(Math.floor(index / exchangesPerCall))
  return {
    id: String(index).padStart(20, '0'),
    startedAt: Date.parse(exchange.startedAt),
    durationMs: exchange.durationMs,
    method: request.method,
    url: request.url,
    headers: request.headers.flat(),
    body: { bytes: bytesOf(request.body), truncated: false },
    answer: response && {
      status: response.status,
      headers: response.headers.flat(),
      body: { bytes: bytesOf(response.body), truncated: false },
    },
    problem: exchange.problem,
    signature: exchange.signature,
    provenance: exchange.provenance,
  }
}
