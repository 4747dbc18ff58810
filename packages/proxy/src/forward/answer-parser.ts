import type { AnswerHead, RawHeaders } from './forwarder.ts'
import { GrowingBuffer } from './growing-buffer.ts'
import { MalformedAnswer } from './malformed-answer.ts'
import { parseHead, parseTrailers } from './parse-head.ts'
import { isPersistent } from './persistence.ts'
import { rawValueOf } from './raw-headers.ts'
import { requireHeadSoFar } from './require-head-so-far.ts'

const maxHeadBytes = 64 * 1024
const maxChunkLineBytes = 4096
const emptyLine = Buffer.from('\r\n\r\n')
const lineEnd = Buffer.from('\r\n')
/** The size of a chunk and its extensions, which are tokens or quoted text: `1f;name=value;name="a value"`. */
const chunkLine =
  // oxlint-disable-next-line no-control-regex -- HTAB may stand in quoted text
  /^([0-9a-f]{1,12})(?:;[!#$%&'*+\-.^_`|~0-9a-z]+(?:=(?:[!#$%&'*+\-.^_`|~0-9a-z]+|"(?:[\t !#-[\]-~\x80-\xff]|\\[\t -~\x80-\xff])*"))?)*$/i

/** What is told of an answer while it is read. */
export interface AnswerListener {
  informational(head: AnswerHead): void
  head(head: AnswerHead): void
  data(chunk: Buffer): void
  end(trailers: RawHeaders): void
}

/** Reads the answers that arrive on one connection, one request at a time. */
export interface AnswerParser {
  /** Expects the answer to a request of that method. */
  start(method: string): void
  /** Takes bytes in; throws {@link MalformedAnswer}. Returns how many bytes were left over after the end. */
  push(chunk: Buffer): number
  /** The app closed the connection: true when that ended the answer properly. */
  finish(): boolean
  /** Whether any byte of the current answer was seen. */
  hasBegun(): boolean
}

type State = 'idle' | 'head' | 'length' | 'close' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailers'

/** An answer that is being read. */
interface Reading {
  readonly listener: AnswerListener
  readonly pending: GrowingBuffer
  state: State
  method: string
  begun: boolean
  /** How much of `pending` has been searched for the end of a head or line. */
  searched: number
  /** How much of the body or chunk is still to come. */
  remaining: number
}

/**
 * A parser of HTTP/1.1 answers that keeps what Node's own client does not: reason, header case, order and
 * repetitions as text, without an object per field. It is strict: an answer whose end two readers could see in
 * different places is refused.
 */
export function createAnswerParser(listener: AnswerListener): AnswerParser {
  const reading: Reading = {
    listener,
    pending: new GrowingBuffer(),
    state: 'idle',
    method: '',
    begun: false,
    searched: 0,
    remaining: 0,
  }
  return {
    start(method) {
      reading.method = method
      reading.state = 'head'
      reading.begun = false
      drop(reading, reading.pending.bytes.length)
    },
    push(chunk) {
      reading.begun = true
      reading.pending.append(chunk)
      // Each step takes what it can from `pending`, and says whether another one may go on.
      let goesOn = true
      while (goesOn) goesOn = reading.state !== 'idle' && steps[reading.state](reading)
      return reading.state === 'idle' ? reading.pending.bytes.length : 0
    },
    finish() {
      if (reading.state !== 'close') return reading.state === 'idle'
      end(reading, [])
      return true
    },
    hasBegun: () => reading.begun,
  }
}

const steps: Record<Exclude<State, 'idle'>, (reading: Reading) => boolean> = {
  head(reading) {
    const { searched } = reading
    const text = take(reading, emptyLine, maxHeadBytes)
    if (text === undefined) {
      requireHeadSoFar(reading.pending.bytes, Math.max(searched - 1, 0))
      return false
    }
    const head = headIn(text, reading.method)
    if (head.status === 101) throw new MalformedAnswer('The app switched protocols without being asked to.')
    if (head.status < 200) {
      if (!isPersistent(head)) throw new MalformedAnswer('An informational answer ends the connection.')
      reading.listener.informational(head)
      return true
    }
    reading.listener.head(head)
    reading.remaining = head.framing === 'length' ? Number(rawValueOf(head.headers, 'content-length')) : 0
    if (head.framing === 'none' || (head.framing === 'length' && reading.remaining === 0)) end(reading, [])
    else reading.state = head.framing === 'chunked' ? 'chunk-size' : head.framing
    return true
  },
  length(reading) {
    if (!takeBody(reading)) return false
    if (reading.remaining === 0) end(reading, [])
    return true
  },
  close(reading) {
    reading.remaining = Number.POSITIVE_INFINITY
    return takeBody(reading)
  },
  'chunk-size'(reading) {
    const line = take(reading, lineEnd, maxChunkLineBytes)
    if (line === undefined) return false
    const size = chunkLine.exec(line)?.[1]
    if (size === undefined) throw new MalformedAnswer('A chunk of the answer has an invalid size.')
    reading.remaining = Number.parseInt(size, 16)
    reading.state = reading.remaining === 0 ? 'trailers' : 'chunk'
    return true
  },
  chunk(reading) {
    if (!takeBody(reading)) return false
    if (reading.remaining === 0) reading.state = 'chunk-end'
    return true
  },
  'chunk-end'(reading) {
    const { bytes } = reading.pending
    if (bytes.length < 2) return false
    if (bytes[0] !== 13 || bytes[1] !== 10) throw new MalformedAnswer('A chunk is longer than its size says.')
    drop(reading, 2)
    reading.state = 'chunk-size'
    return true
  },
  trailers(reading) {
    const { bytes } = reading.pending
    if (bytes.length >= 2 && bytes[0] === 13 && bytes[1] === 10) {
      drop(reading, 2)
      end(reading, [])
      return true
    }
    const text = take(reading, emptyLine, maxHeadBytes)
    if (text === undefined) return false
    end(reading, parseTrailers(text))
    return true
  },
}

function headIn(text: string, method: string): AnswerHead {
  try {
    return parseHead(text, method)
  } catch (error) {
    // Says it better where it is not HTTP/1.1 at all.
    requireHeadSoFar(Buffer.from(text, 'latin1'), 0)
    throw error
  }
}

function end(reading: Reading, trailers: RawHeaders): void {
  reading.state = 'idle'
  reading.listener.end(trailers)
}

function drop(reading: Reading, length: number): void {
  reading.pending.drop(length)
  reading.searched = 0
}

/** The bytes up to `mark`, as text, or undefined when they have not all arrived yet. */
function take(reading: Reading, mark: Buffer, limit: number): string | undefined {
  const { bytes } = reading.pending
  const at = bytes.indexOf(mark, Math.max(reading.searched - mark.length + 1, 0))
  if (at > limit || (at < 0 && bytes.length > limit)) {
    throw new MalformedAnswer(`The answer has headers or a chunk line of more than ${limit} bytes.`)
  }
  if (at < 0) {
    reading.searched = bytes.length
    return undefined
  }
  const text = bytes.toString('latin1', 0, at)
  drop(reading, at + mark.length)
  return text
}

function takeBody(reading: Reading): boolean {
  const { bytes } = reading.pending
  if (bytes.length === 0) return false
  const part = bytes.length <= reading.remaining ? bytes : bytes.subarray(0, reading.remaining)
  drop(reading, part.length)
  reading.remaining -= part.length
  reading.listener.data(part)
  return true
}
