import { parsePlainRequest } from '../../../src/serve/plain/parse-plain-request.ts'
import { methodNumbers, readWithNode } from '../node-parser.ts'

/** What is read of bytes: `plain`, or not; `problem`: the two parsers differ about it. */
export interface Comparison {
  readonly isPlain: boolean
  readonly problem: string | undefined
}

/** Whether llhttp reads what is accepted as plain as the same one request, with nothing before or after it. */
export function compareRequest(bytes: Buffer, maxHeadBytes: number): Comparison {
  const plain = parsePlainRequest(bytes, maxHeadBytes)
  if (plain === undefined) return { isPlain: false, problem: undefined }
  const { messages, error } = readWithNode([bytes], { type: 'request', maxHeadBytes })
  if (error !== undefined) return { isPlain: true, problem: `llhttp refuses it: ${error}` }
  const [message, ...others] = messages
  if (message === undefined || !message.complete) return { isPlain: true, problem: 'llhttp waits for more' }
  if (others.length > 0) return { isPlain: true, problem: 'llhttp reads more than one request' }
  const hasLength = message.headers.some(
    (name, at) => at % 2 === 0 && name.toLowerCase() === 'content-length',
  )
  const pairs: readonly (readonly [what: string, ours: unknown, theirs: unknown])[] = [
    ['method', methodNumbers[plain.method], message.method],
    ['target', plain.target, message.target],
    ['version', '1.1', `${message.major}.${message.minor}`],
    ['number of header texts', plain.headers.length, message.headers.length],
    ['headers', plain.headers.join('\n'), message.headers.join('\n')],
    ['body', bytes.toString('latin1', plain.bodyStart), message.body],
    ['framing', plain.framing, hasLength ? 'length' : 'none'],
    ['keep-alive', plain.keepAlive, message.keepAlive],
    ['upgrade', false, message.upgrade],
    ['trailers', 0, message.trailers.length],
  ]
  const different = pairs.filter(([, ours, theirs]) => ours !== theirs)
  return {
    isPlain: true,
    problem:
      different.length === 0
        ? undefined
        : different
            .map(([what, ours, theirs]) => `${what}: ${String(ours)}, llhttp ${String(theirs)}`)
            .join('; '),
  }
}
