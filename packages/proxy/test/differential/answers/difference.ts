import { readWithNode, type NodeMessage } from '../node-parser.ts'
import { readAnswer, type AnswerReading } from './read.ts'

export interface AnswerComparison {
  readonly outcome: AnswerReading['outcome']
  /** How the two parsers differ; undefined: they do not. */
  readonly problem: string | undefined
}

const maxHeadBytes = 1_000_000

/**
 * Whether llhttp reads what the proxy's parser accepts as the same answer, which ends at the same byte: with the bytes
 * up to there it is complete, and with one less it is not.
 */
export function compareAnswer(pieces: readonly Buffer[], method: string): AnswerComparison {
  const ours = readAnswer(pieces, method)
  const { outcome } = ours
  if (outcome === 'refused') return { outcome, problem: undefined }
  const isOver = outcome === 'complete'
  const read = isOver ? cut(pieces, ours.end) : pieces
  const { messages, error } = readWithNode(read, {
    type: 'answer',
    maxHeadBytes,
    answers: method,
    ends: !isOver,
  })
  const isComplete = messages.at(-1)?.complete === true && (messages.at(-1)?.status ?? 0) >= 200
  if (outcome === 'incomplete') {
    const problem = isComplete && error === undefined ? 'llhttp reads a complete answer' : undefined
    return { outcome, problem }
  }
  if (error !== undefined) return { outcome, problem: `llhttp refuses it: ${error}` }
  if (!isComplete) return { outcome, problem: 'llhttp waits for more' }
  const earlier = readWithNode(cut(pieces, ours.end - 1), { type: 'answer', maxHeadBytes, answers: method })
  if (isOver && earlier.messages.length === messages.length && earlier.messages.at(-1)?.complete === true)
    return { outcome, problem: 'for llhttp the answer is complete before' }
  return { outcome, problem: differences(ours, messages) }
}

function differences(ours: AnswerReading, messages: readonly NodeMessage[]): string | undefined {
  const theirs = messages.at(-1)
  const heads = [...ours.informational, ...(ours.head === undefined ? [] : [ours.head])]
  const pairs: readonly (readonly [what: string, ours: unknown, theirs: unknown])[] = [
    ['heads', heads.map(textOfHead).join('\n'), messages.map(textOfMessage).join('\n')],
    ['body', ours.body, theirs?.body],
    ['trailers', ours.trailers.join('\n'), theirs?.trailers.join('\n')],
    // To close a connection that could be used again harms nobody; `closedEarly` says when that is done.
    ['keep-alive', ours.keepAlive, ours.keepAlive && theirs?.keepAlive === true],
    ['upgrade', false, theirs?.upgrade],
  ]
  const different = pairs.filter(([, one, other]) => one !== other)
  if (different.length === 0) return undefined
  return different.map(([what, one, other]) => `${what}: ${String(one)}, llhttp ${String(other)}`).join('; ')
}

const textOfHead = (head: NonNullable<AnswerReading['head']>): string =>
  [`HTTP/1.${head.httpMinor}`, head.status, head.reason, ...head.headers].join('\n')
const textOfMessage = ({ major, minor, status, reason, headers }: NodeMessage): string =>
  [`HTTP/${major}.${minor}`, status, reason, ...headers].join('\n')

/** The first bytes of the pieces. */
function cut(pieces: readonly Buffer[], length: number): readonly Buffer[] {
  let left = Math.max(length, 0)
  return pieces.map((piece) => {
    const part = piece.subarray(0, left)
    left -= part.length
    return part
  })
}
