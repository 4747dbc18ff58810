import type { ByteWriter } from './byte-writer.ts'
import type { ObservedExchange } from './observed-exchange.ts'

/** Everything of an observed exchange but its bodies. */
interface Head extends Omit<ObservedExchange, 'body' | 'answer'> {
  readonly truncated: boolean
  readonly answer: {
    readonly status: number
    readonly headers: readonly string[]
    readonly truncated: boolean
  } | null
}

const nothing = new Uint8Array()

/** Writes an observed exchange: its head as JSON, then the two bodies as they are. */
export function encodeObserved(observed: ObservedExchange, writer: ByteWriter): void {
  const { id, startedAt, durationMs, method, url, headers, body, answer } = observed
  const { problem, signature, signatureCause, provenance } = observed
  const head: Head = {
    id,
    startedAt,
    durationMs,
    method,
    url,
    headers,
    truncated: body.truncated,
    answer: answer && { status: answer.status, headers: answer.headers, truncated: answer.body.truncated },
    problem,
    signature,
    ...(signatureCause && { signatureCause }),
    provenance,
  }
  writer.text(JSON.stringify(head))
  writer.bytes(body.bytes)
  writer.bytes(answer?.body.bytes ?? nothing)
}

/** The exchanges that were written one after the other. The bodies share the memory of `bytes`. */
export function* decodeObserved(bytes: Buffer): Generator<ObservedExchange> {
  let at = 0
  const next = (): Buffer => {
    const end = at + 4 + bytes.readUInt32LE(at)
    const part = bytes.subarray(at + 4, end)
    at = end
    return part
  }
  while (at < bytes.length) {
    // Only `encodeObserved` writes what was sealed.
    const { truncated, answer, ...head } = JSON.parse(next().toString('utf8')) as Head
    const body = { bytes: next(), truncated }
    const answerBody = next()
    yield {
      ...head,
      body,
      answer: answer && {
        status: answer.status,
        headers: answer.headers,
        body: { bytes: answerBody, truncated: answer.truncated },
      },
    }
  }
}
