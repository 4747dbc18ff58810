import { RingbackError } from '@ringback/common'
import type { FindingReplayView } from '../../model/reports.ts'
import type { ActOptions } from './act-options.ts'

/** What shows only now and then has to show in one of these to be called flaky. */
const tries = 3

/**
 * Sends a finding again, three times one after the other: FIXED when it never shows.
 * @throws {RingbackError} `cannot-replay` where the page only shows findings.
 */
export async function replaySeveralTimes(
  id: string,
  replayFinding: ActOptions['replayFinding'],
  signal: AbortSignal,
): Promise<FindingReplayView> {
  if (replayFinding === undefined) {
    throw new RingbackError('cannot-replay', 'No app is given, so nothing was sent.', {
      remedy: 'Start it with: ringback inspect --app http://127.0.0.1:3000',
    })
  }
  const messages: string[] = []
  let fixed = ''
  for (let at = 0; at < tries; at += 1) {
    const { verdict, message } = await replayFinding(id, signal)
    if (verdict === 'FAILED') messages.push(message)
    else fixed = message
  }
  const [failure] = messages
  return {
    verdict: failure === undefined ? 'FIXED' : 'FAILED',
    failed: messages.length,
    tries,
    message: failure ?? fixed,
  }
}
