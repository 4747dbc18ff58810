import type { AnswerHead, RawHeaders } from './forwarder.ts'
import { MalformedAnswer } from './malformed-answer.ts'
import { parseFields, parseHead } from './parse-head.ts'
import { rawValueOf } from './raw-headers.ts'

const maxHeadBytes = 64 * 1024
const maxChunkLineBytes = 4096
const emptyLine = Buffer.from('\r\n\r\n')
const lineEnd = Buffer.from('\r\n')
const nothing: Buffer = Buffer.alloc(0)

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
  readonly begun: boolean
}

type State = 'idle' | 'head' | 'length' | 'close' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailers'

/**
 * A parser of HTTP/1.1 answers that keeps what Node's own client does not: reason, header case, order and
 * repetitions as text, without an object per field. It is strict: an answer whose end two readers could see in
 * different places is refused.
 */
export function createAnswerParser(listener: AnswerListener): AnswerParser {
  let state: State = 'idle'
  let method = ''
  let begun = false
  let pending = nothing
  let remaining = 0

  const end = (trailers: RawHeaders): void => {
    state = 'idle'
    listener.end(trailers)
  }

  /** The bytes up to `mark`, as text, or undefined when they have not all arrived yet. */
  const take = (mark: Buffer, limit: number): string | undefined => {
    const at = pending.indexOf(mark)
    if (at > limit || (at < 0 && pending.length > limit)) {
      throw new MalformedAnswer(`The answer has a head or chunk line of more than ${limit} bytes.`)
    }
    if (at < 0) return undefined
    const text = pending.toString('latin1', 0, at)
    pending = pending.subarray(at + mark.length)
    return text
  }

  const takeBody = (): boolean => {
    if (pending.length === 0) return false
    const part = pending.length <= remaining ? pending : pending.subarray(0, remaining)
    pending = part === pending ? nothing : pending.subarray(part.length)
    remaining -= part.length
    listener.data(part)
    return true
  }

  const steps: Record<Exclude<State, 'idle'>, () => boolean> = {
    head() {
      const text = take(emptyLine, maxHeadBytes)
      if (text === undefined) return false
      const head = parseHead(text, method)
      if (head.status === 101) throw new MalformedAnswer('The app switched protocols without being asked to.')
      if (head.status < 200) {
        listener.informational(head)
        return true
      }
      listener.head(head)
      remaining = head.framing === 'length' ? Number(rawValueOf(head.headers, 'content-length')) : 0
      if (head.framing === 'none' || (head.framing === 'length' && remaining === 0)) end([])
      else state = head.framing === 'chunked' ? 'chunk-size' : head.framing
      return true
    },
    length() {
      if (!takeBody()) return false
      if (remaining === 0) end([])
      return true
    },
    close() {
      remaining = Number.POSITIVE_INFINITY
      return takeBody()
    },
    'chunk-size'() {
      const line = take(lineEnd, maxChunkLineBytes)
      if (line === undefined) return false
      const size = /^([0-9a-f]{1,12})[ \t]*(?:;[^\r\n]*)?$/i.exec(line)?.[1]
      if (size === undefined) throw new MalformedAnswer('A chunk of the answer has no readable size.')
      remaining = Number.parseInt(size, 16)
      state = remaining === 0 ? 'trailers' : 'chunk'
      return true
    },
    chunk() {
      if (!takeBody()) return false
      if (remaining === 0) state = 'chunk-end'
      return true
    },
    'chunk-end'() {
      if (pending.length < 2) return false
      if (pending[0] !== 13 || pending[1] !== 10)
        throw new MalformedAnswer('A chunk is longer than its size says.')
      pending = pending.subarray(2)
      state = 'chunk-size'
      return true
    },
    trailers() {
      if (pending.length >= 2 && pending[0] === 13 && pending[1] === 10) {
        pending = pending.subarray(2)
        end([])
        return true
      }
      const text = take(emptyLine, maxHeadBytes)
      if (text === undefined) return false
      end(parseFields(text.split('\r\n'), 0))
      return true
    },
  }

  /** Takes what it can from `pending`; true when another step may go on. */
  const step = (): boolean => state !== 'idle' && steps[state]()

  return {
    start(requestMethod) {
      method = requestMethod
      state = 'head'
      begun = false
      pending = nothing
    },
    push(chunk) {
      begun = true
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      let goesOn = true
      while (goesOn) goesOn = step()
      return state === 'idle' ? pending.length : 0
    },
    finish() {
      if (state !== 'close') return state === 'idle'
      end([])
      return true
    },
    get begun() {
      return begun
    },
  }
}
