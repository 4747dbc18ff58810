import { isFinalCallStatus, kindRow, parameter, valueOf, type WebhookKind } from '@ringback/catalog'
import { roleOf } from '../answer.ts'
import { failureIn, isAnswered } from '../is-answered.ts'
import type { Probe, ProbeContext, ProbeRequest } from '../probe.ts'
import { inFreshCall, withParameter } from './requests.ts'

/** Status callbacks that overtake each other. They are separate requests, and Twilio does not guarantee the order. */
export const callbackOrder: Probe = {
  name: 'callback-order',
  title: 'Status callbacks are accepted in any order.',
  area: 'delivery',
  appliesTo: ({ kind, parameters }) =>
    roleOf({ kind }) === 'callback' &&
    valueOf(parameters, parameter.CallStatus) !== undefined &&
    earlyStatuses(kind).length > 0,
  async run(plain, context) {
    const inOrder = inFreshCall(plain, context)
    const early = earlyStatuses(plain.kind).filter((status) =>
      context.accepts(withStatus(inOrder, status).parameters),
    )
    const progress = [...early.map((status) => withStatus(inOrder, status)), inOrder]
    for (const request of progress) if (!isAnswered(await context.send(request))) return []

    for (const status of early) {
      const last = inFreshCall(plain, context)
      const late = withStatus(last, status)
      const failure = await failureAfter(last, late, context)
      if (failure === undefined) continue
      return [
        {
          code: 'callback-order',
          severity: 'error',
          message: `The app fails when the status callback "${status}" comes after the last one: ${failure}. Twilio does not guarantee the order.`,
          parameter: parameter.CallStatus,
          requests: [last, late],
        },
      ]
    }
    return []
  },
}

async function failureAfter(
  last: ProbeRequest,
  late: ProbeRequest,
  { send }: ProbeContext,
): Promise<string | undefined> {
  if (!isAnswered(await send(last))) return undefined
  const exchange = await send(late)
  return isAnswered(exchange) ? undefined : failureIn(exchange)
}

/** The statuses that a callback of a kind can have before the last one. */
function earlyStatuses(kind: WebhookKind): readonly string[] {
  const row = kindRow(kind).parameters.find(({ name }) => name === parameter.CallStatus)
  return (row?.values ?? []).filter((status) => !isFinalCallStatus(status))
}

const ofTheEnd: ReadonlySet<string> = new Set([
  parameter.CallDuration,
  parameter.Duration,
  parameter.RecordingUrl,
  parameter.RecordingSid,
  parameter.RecordingDuration,
  parameter.SipResponseCode,
])

function withStatus(request: ProbeRequest, status: string): ProbeRequest {
  const lasting = request.parameters.filter(([name]) => !ofTheEnd.has(name))
  return { ...request, parameters: withParameter(lasting, parameter.CallStatus, status) }
}
