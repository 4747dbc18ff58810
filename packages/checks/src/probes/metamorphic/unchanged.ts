import { failureIn, isAnswered } from '../../is-answered.ts'
import { noticeableDifference } from '../noticeable-difference.ts'
import type { ProbeContext, ProbeFinding, ProbeRequest } from '../../probe.ts'
import { inFreshCall } from '../requests.ts'

/** A change to a request that must not make a difference. */
export interface Change {
  readonly code: string
  /** What is different, to be read after "The app": `fails when ...`. */
  readonly when: string
  readonly apply: (request: ProbeRequest) => ProbeRequest
  /** How bad it is when the caller hears something else, though nothing fails. */
  readonly severityOfDifference: 'error' | 'warning' | 'info'
  /** True when a failure lies in what all pages go through, the reading of a form and its signature check. */
  readonly isOfAllPages?: boolean
}

/**
 * What a change breaks, or changes for the caller. Plain and changed requests are sent in turn, each in a call of
 * its own, and only what differs each time counts: an app may greet by the hour or at random.
 */
export async function findingsOfChange(
  request: ProbeRequest,
  change: Change,
  context: ProbeContext,
): Promise<readonly ProbeFinding[]> {
  const sendFresh = async (wanted: ProbeRequest) => {
    const fresh = inFreshCall(wanted, context)
    return { fresh, exchange: await context.send(fresh) }
  }
  const before = await sendFresh(request)
  const changed = await sendFresh(change.apply(request))
  if (!isAnswered(before.exchange)) return []
  const isBroken = !isAnswered(changed.exchange)
  const difference = noticeableDifference(before.exchange, changed.exchange)
  if (!isBroken && difference === undefined) return []

  const after = await sendFresh(request)
  const again = await sendFresh(change.apply(request))
  if (!isAnswered(after.exchange) || noticeableDifference(before.exchange, after.exchange) !== undefined)
    return []
  if (isBroken) {
    if (isAnswered(again.exchange)) return []
    const message = `The app fails when ${change.when}: ${failureIn(again.exchange)}.`
    const cause = change.isOfAllPages === true ? { cause: change.when } : {}
    return [{ code: change.code, severity: 'error', message, ...cause, requests: [again.fresh] }]
  }
  const differenceAgain = noticeableDifference(after.exchange, again.exchange)
  if (differenceAgain === undefined) return []
  const message = `The app answers differently when ${change.when}. ${differenceAgain}`
  return [
    {
      code: change.code,
      severity: change.severityOfDifference,
      message,
      requests: [after.fresh, again.fresh],
    },
  ]
}
