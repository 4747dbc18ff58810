import type { RawHeaders } from '../forward/forwarder.ts'
import { countOf, rawValueOf } from '../forward/raw-headers.ts'
import { malformedAnswer, type ErrorAnswer } from './error-answer.ts'
import type { ReceivedRequest } from './received-request.ts'

/** What is wrong with the head of a request that Node's parser lets pass; undefined when it is well-formed. */
export function malformedHead({
  headers,
  httpMajor,
  httpMinor,
  framing,
}: ReceivedRequest): ErrorAnswer | undefined {
  if (httpMajor !== 1)
    return malformedAnswer(`The request is HTTP/${httpMajor}.${httpMinor}, not HTTP/1.1.`, 505)
  if (framing === 'chunked' && !isPlainChunked(headers))
    return malformedAnswer('The request has a Transfer-Encoding other than chunked.')
  const hosts = countOf(headers, 'host')
  if (hosts === 1 || (hosts === 0 && httpMinor === 0)) return undefined
  return malformedAnswer(`The request has ${hosts} Host fields instead of one.`)
}

function isPlainChunked(headers: RawHeaders): boolean {
  const isChunked = /^chunked$/i.test(rawValueOf(headers, 'transfer-encoding') ?? '')
  return isChunked && countOf(headers, 'transfer-encoding') === 1
}
