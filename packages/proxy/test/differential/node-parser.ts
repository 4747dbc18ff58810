import { HTTPParser } from 'node:_http_common'

/** A request or answer as llhttp reads it. */
export interface NodeMessage {
  readonly major: number
  readonly minor: number
  /** llhttp's number of the method; undefined in an answer. */
  readonly method: number | undefined
  readonly target: string
  readonly status: number
  readonly reason: string
  readonly headers: readonly string[]
  readonly upgrade: boolean
  readonly keepAlive: boolean
  body: string
  trailers: readonly string[]
  complete: boolean
}

export interface NodeReading {
  readonly messages: readonly NodeMessage[]
  /** Why llhttp refuses the bytes; undefined: it takes them all. */
  readonly error: string | undefined
}

export interface NodeReadingOptions {
  readonly type: 'request' | 'answer'
  /** Node's `maxHeaderSize`. */
  readonly maxHeadBytes: number
  /** The method of the request that is answered. */
  readonly answers?: string
  /** Whether the connection ends after the last piece. */
  readonly ends?: boolean
}

/** What is read at the moment; the callbacks of the one parser that is used again and again refer to it. */
let messages: NodeMessage[] = []
let early: string[] = []
let earlyTarget = ''
let answers: string | undefined

const parser = new HTTPParser()
parser[HTTPParser.kOnHeaders] = (headers: readonly string[], target: string) => {
  // Node hands fields out in portions of 32, and the trailers.
  early.push(...headers)
  earlyTarget += target
  return undefined
}
parser[HTTPParser.kOnHeadersComplete] = (
  major: number,
  minor: number,
  headers: readonly string[] | null,
  method: number | undefined,
  target: string | null,
  status: number | null,
  reason: string | null,
  upgrade: boolean,
  keepAlive: boolean,
) => {
  messages.push({
    major,
    minor,
    method,
    target: target ?? earlyTarget,
    status: status ?? 0,
    reason: reason ?? '',
    headers: headers ?? early,
    upgrade,
    keepAlive,
    body: '',
    trailers: [],
    complete: false,
  })
  early = []
  earlyTarget = ''
  // As Node's client does: an answer to HEAD and an informational one have no body, whatever they say.
  return answers === 'HEAD' || (answers !== undefined && (status ?? 0) < 200) ? 1 : 0
}
parser[HTTPParser.kOnBody] = (bytes: Buffer) => {
  const last = messages.at(-1)
  if (last !== undefined) last.body += bytes.toString('latin1')
  return undefined
}
parser[HTTPParser.kOnMessageComplete] = () => {
  const last = messages.at(-1)
  if (last !== undefined) {
    last.trailers = early
    last.complete = true
  }
  early = []
  return undefined
}

/** Reads pieces of bytes with the parser of Node's HTTP server and client, as strict as they use it by default. */
export function readWithNode(pieces: readonly Buffer[], options: NodeReadingOptions): NodeReading {
  messages = []
  early = []
  earlyTarget = ''
  answers = options.type === 'answer' ? (options.answers ?? 'POST') : undefined
  const type = options.type === 'request' ? HTTPParser.REQUEST : HTTPParser.RESPONSE
  parser.initialize(type, {}, options.maxHeadBytes, HTTPParser.kLenientNone)
  for (const piece of pieces) {
    const read = parser.execute(piece)
    if (typeof read !== 'number') return { messages, error: `${read.code}: ${read.reason}` }
    if (read !== piece.length) return { messages, error: `took ${read} of ${piece.length} bytes` }
  }
  const error = options.ends === true ? parser.finish() : undefined
  return { messages, error: error === undefined ? undefined : `${error.code}: ${error.reason}` }
}

/** llhttp's numbers of the methods that a plain request can have. */
export const methodNumbers: Readonly<Record<string, number | undefined>> = Object.fromEntries(
  ['GET', 'POST'].map((method) => {
    const bytes = Buffer.from(`${method} / HTTP/1.1\r\n\r\n`)
    return [method, readWithNode([bytes], { type: 'request', maxHeadBytes: 1000 }).messages[0]?.method]
  }),
)
