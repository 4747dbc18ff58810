import { attributeValue, noun } from '@ringback/twiml'
import type { Leg } from '../../legs/leg.ts'
import type { Scope } from '../../simulation/scope.ts'
import { emit } from '../../simulation/simulation.ts'
import { tonesDuration } from '../durations.ts'
import { pass } from '../pass.ts'
import type { VerbContext } from '../verb.ts'
import type { DialTarget } from './dial-target.ts'

/** Sends the keys of a Number's `sendDigits` once it is answered. */
export async function sendDigits(
  context: VerbContext,
  target: DialTarget,
  child: Leg,
  scope: Scope,
): Promise<void> {
  if (target.element?.id !== noun.Number) return
  const digits = attributeValue(target.element, 'sendDigits')
  if (digits === undefined || digits === '') return
  emit(context.simulation, child, { type: 'tones', digits })
  await pass(context.simulation, scope, tonesDuration(digits))
}
