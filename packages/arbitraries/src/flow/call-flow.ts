import { direction } from '@ringback/catalog'
import { array, boolean, constant, nat, oneof, record, tuple, type Arbitrary } from 'fast-check'
import type { GeneratedWebhook } from '../generated-webhook.ts'
import { webhookOf } from '../webhook.ts'
import { deliver, type Delivery } from './deliver.ts'
import { inboundCall } from './inbound-call.ts'
import { outboundCall } from './outbound-call.ts'
import type { DialPlan, StepPlan } from './step-plan.ts'

/** What `callFlow` generates. */
export interface CallFlowOptions {
  /** The direction of the calls. Default: both. */
  readonly direction?: typeof direction.inbound | typeof direction.outboundApi
  /** The most TwiML documents that a call requests after the first. Default: 5. */
  readonly maxSteps?: number
  /** Whether calls dial other parties. Default: true. */
  readonly dials?: boolean
  /** The chance, from 0 to 1, that a facet of a webhook is odd; see `WebhookOptions`. Default: 0.05. */
  readonly edgeCases?: number
  /** Whether status callbacks may be sent twice. Default: false. */
  readonly duplicates?: boolean
  /** Whether requests for TwiML may be retried, as after a failed connection. Default: false. */
  readonly retries?: boolean
  /** Whether status callbacks may arrive late. Requests for TwiML of a call keep their order. Default: false. */
  readonly reordered?: boolean
}

/** One call, from its first webhook to its last. */
export interface CallFlow {
  readonly callSid: string
  readonly deliveries: readonly Delivery[]
}

/**
 * Calls as legal sequences of webhooks: statuses follow the catalog's machine, the call and its dialled legs keep
 * their SIDs and addresses, and no document is requested after the end. Shrinks to a call that rings and is hung up.
 */
export function callFlow(options: CallFlowOptions = {}): Arbitrary<CallFlow> {
  const { maxSteps = 5, edgeCases = 0.05 } = options
  const steps = array(stepPlan(options), { maxLength: maxSteps })
  const [inbound, outbound] = [
    // Without any From, its callback at the end could not be told from that of other calls.
    tuple(
      webhookOf('voice.incoming-pstn', { edgeCases, without: ['From:empty'] }),
      steps,
      ending,
      nat(7200),
    ).map(inboundCall),
    tuple(webhookOf('voice.outbound-api-twiml', { edgeCases }), steps, ending, nat(7200)).map(outboundCall),
  ]
  const calls = oneof(
    ...(options.direction === direction.outboundApi ? [] : [inbound]),
    ...(options.direction === direction.inbound ? [] : [outbound]),
  )
  return tuple(calls, disturbance(options)).map(([{ callSid, webhooks }, disturbed]) => ({
    callSid,
    deliveries: deliver(webhooks, disturbed),
  }))
}

// Mostly zeros, which choose the next status of a call that is answered.
const ending = array(oneof({ arbitrary: constant(0), weight: 5 }, { arbitrary: nat(6), weight: 1 }), {
  minLength: 5,
  maxLength: 5,
})

function stepPlan({ edgeCases = 0.05, dials = true }: CallFlowOptions): Arbitrary<StepPlan> {
  const asking = (kind: 'gather.action' | 'record.action' | 'voice.redirect'): Arbitrary<StepPlan> =>
    webhookOf(kind, { edgeCases }).map((webhook: GeneratedWebhook) => ({ type: 'document', webhook }))
  const documents = [asking('gather.action'), asking('voice.redirect'), asking('record.action')]
  if (!dials) return oneof(...documents)
  const dial: Arbitrary<DialPlan> = record({
    type: constant('dial'),
    action: webhookOf('dial.action', { edgeCases: 0 }),
    called: webhookOf('dial.number-url', { edgeCases }),
    ending,
    isWhispered: boolean(),
    seconds: nat(3600),
  })
  return oneof(...documents, dial)
}

function disturbance({ duplicates = false, retries = false, reordered = false }: CallFlowOptions): Arbitrary<{
  readonly repeated: readonly boolean[]
  readonly delays: readonly number[]
  readonly duplicates: boolean
  readonly retries: boolean
}> {
  return record({
    repeated: duplicates || retries ? array(boolean(), { maxLength: 40 }) : constant([]),
    delays: reordered ? array(nat(3), { maxLength: 40 }) : constant([]),
    duplicates: constant(duplicates),
    retries: constant(retries),
  })
}
