import { attributeValue, type verb } from '@ringback/twiml'
import { answer } from '../../legs/leg-life.ts'
import { emit } from '../../simulation/simulation.ts'
import { pass } from '../pass.ts'
import { nextVerb, type RunVerb } from '../verb.ts'

/** Waits. As the first verb, it delays the answering of the call. */
export const runPause: RunVerb<typeof verb.Pause> = async ({ simulation, leg, scope }, pause) => {
  const seconds = attributeValue(pause, 'length')
  emit(simulation, leg, { type: 'paused', seconds })
  await pass(simulation, scope, seconds * 1000)
  answer(simulation, leg)
  return nextVerb
}
