import type { Sent } from './sent.ts'

/** The connection was refused: nobody listens any more. */
const connectionRefused = 'connection-refused'
/** The connection was closed in the middle of a request, as when the app ends. */
const answerCutShort = 'answer-cut-short'

/** Notices when an app that has answered before is gone. */
export interface OutageWatch {
  /** Looks at what came of a request. True when the app is down. */
  readonly isDownAfter: (sent: Sent) => boolean
  /** The requests that were cut short, and nothing was answered since. */
  readonly interrupted: () => readonly Sent[]
}

/** Starts with an app that has not answered yet. */
export function createOutageWatch(): OutageWatch {
  const cutShort: Sent[] = []
  let hasAnswered = false
  return {
    interrupted: () => [...cutShort],
    isDownAfter(sent) {
      const problem = sent.problem?.code
      if (problem === undefined) {
        hasAnswered = true
        cutShort.length = 0
      } else if (problem === answerCutShort) {
        cutShort.push(sent)
      }
      return problem === connectionRefused && hasAnswered
    },
  }
}
