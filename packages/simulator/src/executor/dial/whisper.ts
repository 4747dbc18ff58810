import { attributeValue, type KnownElement } from '@ringback/twiml'
import type { Leg } from '../../legs/leg.ts'
import { Interrupted, type Scope } from '../../simulation/scope.ts'
import { logProblem } from '../../webhooks/send-webhook.ts'
import { linkOf } from '../action-request.ts'
import type { VerbContext } from '../verb.ts'
import type { DialTarget } from './dial-target.ts'
import { sendDigits } from './send-digits.ts'

/**
 * Runs the document of a noun's `url` on the leg that has answered. True when the leg is to be bridged: the
 * document ended normally, or the noun has no `url`.
 */
export async function whisper(
  context: VerbContext,
  target: DialTarget,
  child: Leg,
  scope: Scope,
): Promise<boolean> {
  await sendDigits(context, target, child, scope)
  // The ringing nouns share url and method.
  const element = target.element as KnownElement<'Number'> | undefined
  const written = element === undefined ? undefined : attributeValue(element, 'url')
  if (element === undefined || written === undefined || written === '') return true
  const url = linkOf(context, written)
  if (typeof url !== 'string') {
    logProblem(context.simulation, child, url)
    return false
  }
  const whispering = child.control
  const detach = scope.onEnd((ending) => whispering.end(ending))
  try {
    const request = { kind: target.urlKind, url, method: attributeValue(element, 'method') }
    const end = await context.runDocuments(
      { ...context, leg: child, scope: whispering, place: target.urlContext },
      { type: 'request', request },
    )
    return end === 'finished'
  } catch (error) {
    if (error instanceof Interrupted && child.endedAt !== undefined && scope.ending() === undefined)
      return false
    throw error
  } finally {
    detach()
  }
}
