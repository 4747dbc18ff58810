import type { WebhookKind } from '@ringback/catalog'
import { roleOf } from '../answer.ts'
import { failureIn, isAnswered } from '../is-answered.ts'
import { noticeableDifference } from './noticeable-difference.ts'
import type { Probe, ProbeContext, ProbedExchange, ProbeFinding, ProbeRequest } from '../probe.ts'
import { inFreshCall } from './requests.ts'

/** Requests for TwiML that happen once in a call for each recording, dialled leg or queue, so that a second is a repetition. */
const onceOnly: ReadonlySet<WebhookKind> = new Set([
  'record.action',
  'dial.action',
  'enqueue.action',
  'pay.action',
])

/** A webhook that is delivered twice, as after a connection that broke. It must not fail, nor count twice. */
export const duplicateDelivery: Probe = {
  name: 'duplicate-delivery',
  title: 'A webhook that is delivered twice gets the same answer both times.',
  area: 'delivery',
  timing: 'alone',
  appliesTo: ({ kind }) => roleOf({ kind }) === 'callback' || onceOnly.has(kind),
  async run(plain, context) {
    const { send } = context
    const request = inFreshCall(plain, context)
    await context.begin(request)
    const first = await send(request)
    const second = await send(request)
    if (!isAnswered(first)) return []
    const isBroken = !isAnswered(second)
    const difference = noticeableDifference(first, second)
    if (!isBroken && difference === undefined) return atOnce(plain, first, context)

    // Another call tells whether it is the repetition that matters.
    const other = inFreshCall(plain, context)
    await context.begin(other)
    const otherCall = await send(other)
    if (!isAnswered(otherCall) || noticeableDifference(first, otherCall) !== undefined) return []
    const message = isBroken
      ? `The app fails when the same webhook is delivered twice: ${failureIn(second)}. Twilio repeats requests that it could not deliver.`
      : `The app answers differently when the same webhook is delivered twice. ${difference ?? ''}`
    return [{ code: 'duplicate-delivery', severity: 'error', message, requests: [request, request] }]
  },
}

/** How often a webhook is sent at the same time: a check that is followed by an act fails only when two overlap. */
const copies = 4

/** The same webhook several times at once, as when Twilio repeats a request that is still being worked on. */
async function atOnce(
  plain: ProbeRequest,
  expected: ProbedExchange,
  context: ProbeContext,
): Promise<readonly ProbeFinding[]> {
  const request = inFreshCall(plain, context)
  // Sent first, so that what precedes it in the call is done when the copies arrive.
  await context.begin(request)
  const exchanges = await Promise.all(Array.from({ length: copies }, async () => context.send(request)))
  const broken = exchanges.find((exchange) => !isAnswered(exchange))
  const difference = exchanges.map((exchange) => noticeableDifference(expected, exchange)).find(Boolean)
  if (broken === undefined && difference === undefined) return []
  const message =
    broken === undefined
      ? `The app answers differently when the same webhook arrives several times at once. ${difference ?? ''}`
      : `The app fails when the same webhook arrives several times at once: ${failureIn(broken)}. Twilio repeats requests that it could not deliver.`
  return [{ code: 'duplicate-at-once', severity: 'error', message, requests: [request, request] }]
}
