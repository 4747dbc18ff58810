import { Buffer } from 'node:buffer'
import { headerOf, type Headers } from '@ringback/recording'

/** Status and headers of an answer. */
export interface ResponseHead {
  readonly status: number
  readonly headers: Headers
}

/** The callbacks of `createResponseReader`. */
export interface ResponseEvents {
  readonly head: (head: ResponseHead) => void
  readonly data: (chunk: Uint8Array) => void
  /** The end: whether the answer was complete when the writer stopped. */
  readonly end: (whole: boolean) => void
}

const headEnd = Buffer.from('\r\n\r\n')

/**
 * Reads one HTTP/1.1 answer as Node's `ServerResponse` writes it: informational heads are skipped, then a
 * body with a length, in chunks, or up to the end.
 */
// oxlint-disable-next-line max-lines-per-function -- the states of one parser, which share its buffer
export function createResponseReader(
  method: string,
  events: ResponseEvents,
): {
  write: (chunk: Uint8Array) => void
  end: () => void
} {
  let buffered: Buffer = Buffer.alloc(0)
  let take: (() => boolean) | undefined = readHead
  let remaining = 0
  let untilEnd = false

  function readHead(): boolean {
    const at = buffered.indexOf(headEnd)
    if (at < 0) return false
    const head = parseHead(buffered.subarray(0, at).toString('latin1'))
    buffered = buffered.subarray(at + headEnd.length)
    if (head.status < 200) return true
    take = bodyReader(head)
    events.head(head)
    if (take === undefined) events.end(true)
    return take !== undefined
  }

  function bodyReader(head: ResponseHead): (() => boolean) | undefined {
    if (method === 'HEAD' || head.status === 204 || head.status === 304) return undefined
    if (/chunked/i.test(headerOf(head.headers, 'transfer-encoding') ?? '')) return readChunkSize
    const length = headerOf(head.headers, 'content-length')
    remaining = length === undefined ? Infinity : Number(length)
    untilEnd = length === undefined
    return remaining === 0 ? undefined : readRest
  }

  function readRest(): boolean {
    if (buffered.length === 0) return false
    const part = buffered.subarray(0, Math.min(remaining, buffered.length))
    buffered = buffered.subarray(part.length)
    remaining -= part.length
    events.data(part)
    if (remaining > 0) return true
    finish()
    return false
  }

  function readChunkSize(): boolean {
    const at = buffered.indexOf('\r\n')
    if (at < 0) return false
    remaining = Number.parseInt(buffered.subarray(0, at).toString('latin1'), 16)
    buffered = buffered.subarray(at + 2)
    if (remaining === 0) {
      finish()
      return false
    }
    take = readChunk
    return true
  }

  function readChunk(): boolean {
    const part = buffered.subarray(0, Math.min(remaining, buffered.length))
    if (part.length > 0) events.data(part)
    buffered = buffered.subarray(part.length)
    remaining -= part.length
    if (remaining > 0 || buffered.length < 2) return false
    buffered = buffered.subarray(2)
    take = readChunkSize
    return true
  }

  function finish(): void {
    take = undefined
    events.end(true)
  }

  return {
    write(chunk) {
      if (take === undefined) return
      buffered = buffered.length === 0 ? Buffer.from(chunk) : Buffer.concat([buffered, chunk])
      // Each reader returns whether there may be more to read, and which reader is next.
      for (let reads = take; reads !== undefined && reads(); reads = take);
    },
    end() {
      if (take === undefined) return
      take = undefined
      events.end(untilEnd)
    },
  }
}

function parseHead(text: string): ResponseHead {
  const [statusLine = '', ...lines] = text.split('\r\n')
  const headers = lines.map((line) => {
    const at = line.indexOf(':')
    return [line.slice(0, at), line.slice(at + 1).trim()] as const
  })
  return { status: Number(statusLine.split(' ')[1]), headers }
}
