import { sleep } from '@ringback/twilio-client'
import { type WebhookOutcome } from '@ringback/twilio-client/node'
import { debuggerCodeRow, twilioContentCode, type Parameters, type WebhookKind } from '@ringback/catalog'
import type { Problem } from '@ringback/recording'
import { exchangesOf } from './exchanges.ts'
import type { Leg, Target } from '../legs/leg.ts'
import { recordOf } from './record-of.ts'
import { noValues, webhookParameters, type ParameterValues } from './webhook-parameters.ts'
import { emit, type Simulation } from '../simulation/simulation.ts'

/** A webhook of a leg. */
export interface LegWebhook extends Target {
  readonly kind: WebhookKind
  /** Parameters of this webhook, besides those of the leg. */
  readonly values?: ParameterValues
  /** All parameters, when they are not made from the current state of the leg (fallback). */
  readonly parameters?: Parameters
}

/** Sends a webhook and waits for the answer. A failure is logged with Twilio's code. */
export async function sendWebhookOf(
  simulation: Simulation,
  leg: Leg,
  webhook: LegWebhook,
): Promise<WebhookOutcome> {
  const parameters =
    webhook.parameters ?? webhookParameters(simulation, leg, webhook.kind, webhook.values ?? noValues)
  const outcome = await simulation.webhookQueue.run(() => sendNow(simulation, leg, webhook, parameters))
  for (const warning of outcome.warnings) logProblem(simulation, leg, warning)
  const { problem } = outcome
  if (problem !== null && problem.code !== twilioContentCode) logProblem(simulation, leg, problem)
  return outcome
}

/** Sends a callback. The call does not wait for it, and its answer is not executed. */
export function notify(simulation: Simulation, leg: Leg, webhook: LegWebhook): void {
  // The parameters are those of this moment, not of the moment of sending.
  const parameters = webhookParameters(simulation, leg, webhook.kind, webhook.values ?? noValues)
  void sendWebhookOf(simulation, leg, { ...webhook, parameters })
}

async function sendNow(
  simulation: Simulation,
  leg: Leg,
  { kind, url, method }: LegWebhook,
  parameters: Parameters,
): Promise<WebhookOutcome> {
  emit(simulation, leg, {
    type: 'webhook-sent',
    kind,
    method,
    url,
    parameters: recordOf(parameters),
  })
  const outcome = await simulation.client.send({ kind, url, method, parameters, callSid: rootOf(leg).sid })
  emit(simulation, leg, {
    type: 'webhook-answered',
    kind,
    url,
    status: outcome.hops.at(-1)?.response?.status ?? null,
    exchanges: exchangesOf(outcome, {
      callSid: leg.sid,
      parentCallSid: leg.parent?.sid ?? null,
      recorder: simulation.recorder,
      nextId: simulation.nextExchangeId,
    }),
  })
  return outcome
}

/** Logs what Twilio's debugger would; `givenLevel` in place of the debugger's. */
export function logProblem(
  simulation: Simulation,
  leg: Leg,
  { code, message, twilioCode }: Problem,
  givenLevel?: 'error' | 'warning',
): void {
  const known = twilioCode === undefined ? undefined : debuggerCodeRow(twilioCode)?.level
  const level = givenLevel ?? known ?? 'error'
  emit(simulation, leg, { type: 'problem', level, code, twilioCode: twilioCode ?? null, message })
}

/**
 * Lets the rest of the time pass that a failure takes at Twilio: all of it on a virtual clock, which stood still while the webhook
 * was under way. `sentAt`: when it was sent, on the clock of the call.
 */
export async function passFailureTime(
  { clock }: Simulation,
  { problem }: WebhookOutcome,
  sentAt: number,
): Promise<void> {
  const seconds = problem === null ? undefined : failureSeconds[problem.code]
  if (seconds === undefined) return
  const rest = sentAt + seconds * 1000 - clock.now()
  if (rest > 0) await sleep(clock, rest)
}

/** Two tries of 5 s to connect; 15 s for the whole. */
const failureSeconds: Readonly<Record<string, number>> = {
  'connect-timeout': 10,
  'tcp-timeout': 10,
  'connection-failed': 10,
  'no-answer-in-time': 15,
  'total-timeout': 15,
}

/** The first leg of the call that a leg belongs to. */
export function rootOf(leg: Leg): Leg {
  return leg.parent === null ? leg : rootOf(leg.parent)
}
