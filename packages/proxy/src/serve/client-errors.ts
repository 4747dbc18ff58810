import type { Duplex } from 'node:stream'
import { rawValueOf } from '../forward/raw-headers.ts'
import { pathClass } from '../path-class.ts'
import { createBodyTee } from '../record/body-tee.ts'
import type { Context } from './context.ts'
import { malformedAnswer, problemOf, type ErrorAnswer } from './error-answer.ts'

/** An error of Node's HTTP parser or of a client's socket. */
export type ClientError = Error & {
  readonly code?: string
  readonly rawPacket?: Buffer
  readonly reason?: string
}

/** What to answer to bytes that are no HTTP request; undefined when there is nobody left to answer. */
export function clientErrorAnswer(error: ClientError, socket: Duplex): ErrorAnswer | undefined {
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE' || !socket.writable) return undefined
  const reason = error.reason ?? error.message
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return malformedAnswer('The header fields are too large.', 431)
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return malformedAnswer('The chunk extensions are too large.', 413)
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return malformedAnswer('The request did not arrive in time.', 408)
    case undefined:
    default:
      return malformedAnswer(`The bytes are not an HTTP/1.1 request: ${reason}.`)
  }
}

/** Keeps what can be read of a request that Node's parser refused, without its body. */
export function tellMalformed(error: ClientError, answer: ErrorAnswer, context: Context): void {
  const { method, target, headers } = headOfMalformed(error.rawPacket)
  const problem = problemOf(answer)
  if (context.signature === 'require') {
    const path = pathClass(target)
    context.refused({ method, path, bodyBytes: 0, status: answer.status, verdict: 'unchecked', problem })
    return
  }
  const origin = context.publicUrl?.origin ?? `http://${rawValueOf(headers, 'host') ?? 'unknown'}`
  const url = `${origin}${target}`
  if (context.recording && context.selection?.includes({ method, url, body: Buffer.alloc(0) }) === false) {
    context.leaveOut(problem)
    return
  }
  context.observe({
    id: context.newId(),
    startedAt: context.clock.now(),
    durationMs: 0,
    method,
    url,
    headers,
    body: createBodyTee(0),
    answer: null,
    problem,
    verdict: 'unchecked',
    upstream: context.directions.app,
  })
}

/** What can be read of a request that is not well-formed: its first line and its header fields. */
function headOfMalformed(packet: Buffer | undefined): {
  readonly method: string
  readonly target: string
  readonly headers: readonly string[]
} {
  const head =
    (packet ?? Buffer.alloc(0)).subarray(0, 16_384).toString('latin1').split('\r\n\r\n', 1)[0] ?? ''
  const [first = '', ...lines] = head.split('\r\n')
  const request = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) (\S+) HTTP\/\d\.\d$/.exec(first)
  if (request === null) return { method: '', target: '/', headers: [] }
  const headers = lines.flatMap((line) => {
    const field = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*:(.*)$/.exec(line)
    return field === null ? [] : [field[1] ?? '', field[2]?.trim() ?? '']
  })
  return { method: request[1] ?? '', target: request[2] ?? '/', headers }
}
