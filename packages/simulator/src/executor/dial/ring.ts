import { callStatus, parameter, type CallStatus } from '@ringback/catalog'
import { attributeValue, type KnownElement, type verb } from '@ringback/twiml'
import type { Leg } from '../../legs/leg.ts'
import { answer, closeLeg, endLeg } from '../../legs/leg-life.ts'
import { runScript } from '../../legs/line.ts'
import type { Person } from '../../legs/person.ts'
import { Interrupted, type Scope } from '../../simulation/scope.ts'
import { pass } from '../pass.ts'
import type { VerbContext } from '../verb.ts'
import { detectMachine } from './detect-machine.ts'
import { sipResponse } from './sip-response.ts'
import { startChildLeg } from './child-leg.ts'
import type { DialTarget } from './dial-target.ts'
import { whisper } from './whisper.ts'

/** Seconds that Twilio lets a telephone ring after the timeout. */
const grace = 5

/** The result of ringing one telephone. */
export interface Rung {
  readonly child: Leg
  /** True when it was answered, has heard the whisper, and waits for the bridge. */
  readonly isReady: boolean
}

/**
 * Rings one telephone until it is answered and has heard its whisper, or is over. The end of `scope` ends the ringing
 * without an error: the caller left, or another telephone was answered first.
 */
export async function ring(
  context: VerbContext,
  dial: KnownElement<typeof verb.Dial>,
  target: DialTarget,
  scope: Scope,
): Promise<Rung> {
  const { simulation } = context
  const child = startChildLeg(context, dial, target)
  const { person } = child
  try {
    const patience = attributeValue(dial, 'timeout') + grace
    const outcome = outcomeOf(person)
    const isInTime = (person.after ?? 3) <= patience && outcome !== undefined
    await pass(simulation, scope, Math.min(isInTime ? (person.after ?? 3) : patience, patience) * 1000)
    if (!isInTime || outcome !== callStatus.inProgress) {
      return await refused(context, child, isInTime ? (outcome ?? callStatus.noAnswer) : callStatus.noAnswer)
    }
    answerChild(context, target, child)
    const isWilling = await whisper(context, target, child, scope)
    if (isWilling && child.endedAt === undefined) return { child, isReady: true }
    endLeg(simulation, child, 'twilio')
    await closeLeg(simulation, child)
    return { child, isReady: false }
  } catch (error) {
    if (child.endedAt === undefined) {
      child.finalStatus = child.answeredAt === undefined ? callStatus.canceled : callStatus.completed
      endLeg(simulation, child, 'twilio')
    }
    await closeLeg(simulation, child)
    if (!(error instanceof Interrupted)) throw error
    return { child, isReady: false }
  }
}

/** The status that follows from the person's reaction; undefined when the person never reacts. */
function outcomeOf({ does = 'answers' }: Person): CallStatus | undefined {
  switch (does) {
    case 'answers':
      return callStatus.inProgress
    case 'is-busy':
    case 'refuses':
      return callStatus.busy
    case 'is-unreachable':
      return callStatus.failed
    case 'silent':
      return undefined
  }
}

async function refused({ simulation }: VerbContext, child: Leg, status: CallStatus): Promise<Rung> {
  child.finalStatus = status
  child.facts[parameter.DialSipResponseCode] = sipResponse(status)
  await closeLeg(simulation, child)
  return { child, isReady: false }
}

function answerChild(context: VerbContext, target: DialTarget, child: Leg): void {
  const { simulation } = context
  child.facts[parameter.DialSipResponseCode] = sipResponse(callStatus.completed)
  for (const [name, value] of Object.entries(child.person.sipHeaders ?? {}))
    child.facts[`SipHeader_${name}`] = value
  answer(simulation, child)
  const { script } = child.person
  if (script !== undefined) void runScript(simulation, child, script)
  if (target.element !== undefined) detectMachine(context, target.element, child)
}
