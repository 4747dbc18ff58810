import { kindRow, parameter } from '@ringback/catalog'
import {
  attributeValue,
  runnableChildren,
  spokenText,
  trimmedText,
  verb,
  type KnownElement,
} from '@ringback/twiml'
import { waitFor } from '../../legs/leg-life.ts'
import { notify } from '../../webhooks/send-webhook.ts'
import type { ParameterValues } from '../../webhooks/webhook-parameters.ts'
import { emit, type Simulation } from '../../simulation/simulation.ts'
import { goToAction, linkOf } from '../action-request.ts'
import { collectInput, type Collected } from '../collect-input.ts'
import { nextVerb, type RunVerb, type VerbContext } from '../verb.ts'
import { runPause } from './pause.ts'
import { runPlay } from './play.ts'
import { runSay } from './say.ts'

type Gather = KnownElement<typeof verb.Gather>

/** Asks for keys or speech, and sends the input to the action URL. Without input, the next verb runs. */
export const runGather: RunVerb<typeof verb.Gather> = async (context, gather) => {
  const { simulation, leg } = context
  const input: readonly string[] = attributeValue(gather, 'input')
  const collected = await collectInput(context, {
    dtmf: input.includes('dtmf'),
    speech: input.includes('speech'),
    numDigits: attributeValue(gather, 'numDigits'),
    finishOnKey: attributeValue(gather, 'finishOnKey'),
    timeout: attributeValue(gather, 'timeout'),
    bargeIn: attributeValue(gather, 'bargeIn'),
    prompt: (inner) => prompt(inner, gather),
    listening: (listener) => waitFor(simulation, leg, listener, waitingOf(gather, input)),
    heard: (words) => reportPartialResult(context, gather, words),
  })
  leg.waiting = undefined
  const { digits, speech } = collected
  const isEmpty = digits === '' && speech === undefined
  emit(simulation, leg, {
    type: 'gathered',
    digits: speech === undefined && !isEmpty ? digits : undefined,
    speech: speech?.text,
  })
  if (isEmpty && !attributeValue(gather, 'actionOnEmptyResult')) return nextVerb
  const action = {
    kind: 'gather.action',
    url: attributeValue(gather, 'action'),
    method: attributeValue(gather, 'method'),
  } as const
  return goToAction(context, action, resultValues(simulation, gather, collected, isEmpty))
}

async function prompt(context: VerbContext, gather: Gather): Promise<void> {
  for (const child of runnableChildren(gather)) {
    if (child.id === verb.Say) await runSay(context, child)
    else if (child.id === verb.Play) await runPlay(context, child)
    else if (child.id === verb.Pause) await runPause(context, child)
  }
}

function waitingOf(gather: Gather, input: readonly string[]) {
  return {
    for: 'gather',
    input,
    numDigits: attributeValue(gather, 'numDigits'),
    finishOnKey: attributeValue(gather, 'finishOnKey'),
    timeout: attributeValue(gather, 'timeout'),
    hints: attributeValue(gather, 'hints'),
    prompts: runnableChildren(gather).flatMap((child) => {
      if (child.id === verb.Say) return [spokenText(child)]
      return child.id === verb.Play ? [trimmedText(child)] : []
    }),
    action: attributeValue(gather, 'action'),
  } as const
}

/** The constant value of the undocumented parameter `msg`. */
const [gatherEnd] =
  kindRow('gather.action').parameters.find(({ name }) => name === parameter.msg)?.values ?? []

function resultValues(
  simulation: Simulation,
  gather: Gather,
  { digits, speech, finishedOnKey }: Collected,
  isEmpty: boolean,
): ParameterValues {
  if (speech !== undefined) {
    return {
      [parameter.SpeechResult]: speech.text,
      [parameter.Confidence]: String(speech.confidence),
      [parameter.Language]: attributeValue(gather, 'language'),
    }
  }
  if (isEmpty && simulation.undocumented.digitsOfEmptyGather === 'left-out')
    return { [parameter.msg]: gatherEnd }
  return {
    [parameter.Digits]: digits,
    [parameter.FinishedOnKey]: finishedOnKey,
    [parameter.msg]: gatherEnd,
  }
}

function reportPartialResult(context: VerbContext, gather: Gather, words: string): void {
  const written = attributeValue(gather, 'partialResultCallback')
  const url = written === undefined ? undefined : linkOf(context, written)
  if (typeof url !== 'string') return
  notify(context.simulation, context.leg, {
    kind: 'gather.partial-result',
    url,
    method: attributeValue(gather, 'partialResultCallbackMethod'),
    values: { [parameter.UnstableSpeechResult]: words },
  })
}
