import { answeredBy, parameter } from '@ringback/catalog'
import { attributeValue, type KnownElement } from '@ringback/twiml'
import { scheduleBackground } from '../../simulation/schedule-background.ts'
import type { Leg } from '../../legs/leg.ts'
import { notify } from '../../webhooks/send-webhook.ts'
import { linkOf } from '../action-request.ts'
import type { VerbContext } from '../verb.ts'
import type { RingingNoun } from './dial-target.ts'

/** Default milliseconds until the result of the detection. */
export const detectionMs = 2500

/** Detects whether a machine has answered. The result goes to `amdStatusCallback`; the call does not wait for it. */
export function detectMachine(context: VerbContext, element: RingingNoun, child: Leg): void {
  const { simulation } = context
  // Only Number and Sip have these attributes.
  const shared = element as KnownElement<'Number'>
  const mode = attributeValue(shared, 'machineDetection')
  const written = attributeValue(shared, 'amdStatusCallback')
  if (mode === undefined || written === undefined || written === '') return
  const url = linkOf(context, written)
  if (typeof url !== 'string') return
  const took = child.person.detectionMs ?? detectionMs
  const method = attributeValue(shared, 'amdStatusCallbackMethod')
  scheduleBackground(simulation, took, () => {
    if (child.endedAt !== undefined) return
    const verdict = child.person.answeredBy ?? answeredBy.human
    child.facts[parameter.AnsweredBy] = verdict
    const values = { [parameter.AnsweredBy]: verdict, [parameter.MachineDetectionDuration]: String(took) }
    notify(simulation, child, { kind: 'amd.async', url, method, values })
  })
}
