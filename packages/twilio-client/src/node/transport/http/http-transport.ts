import { Members } from '@ringback/common'
import { addressOf } from '../address-of.ts'
import type { Transport } from '../transport.ts'
import { TransportFailure } from '../transport-failure.ts'
import { sendByNode } from './node-request.ts'
import { plainRequestBytes } from './plain-request-bytes.ts'
import { sendPlain } from './send-plain.ts'
import type { UnderWay } from './under-way.ts'

/**
 * Real HTTP/1.1: a new connection per request, as Twilio's proxy makes. Closing it aborts requests in flight. Plain requests are
 * written to a socket, since Node's HTTP client takes three times as long; it reads every answer that is not of the plainest form.
 */
export function httpTransport(): Transport {
  const underWay = new Members<UnderWay>()
  return {
    inProcess: false,
    send(request) {
      const bytes = addressOf(request.origin).protocol === 'http:' ? plainRequestBytes(request) : undefined
      return bytes === undefined ? sendByNode(request, underWay) : sendPlain(request, bytes, underWay)
    },
    close() {
      for (const request of underWay.all())
        request.interrupt(new TransportFailure('answer-cut-short', 'the transport was closed'))
      return Promise.resolve()
    },
  }
}
