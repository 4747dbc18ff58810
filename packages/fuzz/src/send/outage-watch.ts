import type { Sent } from './sent.ts'

/** The connection was refused: nothing listens any more. */
const connectionRefused = 'connection-refused'
/** The connection was closed in the middle of a request, as when the app ends. */
const answerCutShort = 'answer-cut-short'

const mostAnswered = 3

/** Detects that an app that has answered before has stopped. */
export interface OutageWatch {
  /** Takes the result of a request. Returns true when the app has stopped. */
  readonly isDownAfter: (sent: Sent) => boolean
  /** The requests that were interrupted since the last answer. */
  readonly interrupted: () => readonly Sent[]
  /** The last requests that were answered, at most three, the last one first. */
  readonly answered: () => readonly Sent[]
}

/** Creates the watch for an app that has not answered yet. */
export function createOutageWatch(): OutageWatch {
  const cutShort: Sent[] = []
  const answered: Sent[] = []
  return {
    interrupted: () => [...cutShort],
    answered: () => [...answered],
    isDownAfter(sent) {
      const problem = sent.problem?.code
      if (problem === undefined) {
        answered.unshift(sent)
        answered.length = Math.min(answered.length, mostAnswered)
        cutShort.length = 0
      } else if (problem === answerCutShort) {
        cutShort.push(sent)
      }
      return problem === connectionRefused && answered.length > 0
    },
  }
}
