import { attributeValue, type verb } from '@ringback/twiml'
import { answer } from '../../world/leg-life.ts'
import { emit } from '../../world/world.ts'
import { pass } from '../pass.ts'
import { nextVerb, type RunVerb } from '../verb.ts'

/** Waits. As the first verb it delays the pick-up. */
export const runPause: RunVerb<typeof verb.Pause> = async ({ world, leg, scope }, pause) => {
  const seconds = attributeValue(pause, 'length')
  emit(world, leg, { type: 'paused', seconds })
  await pass(world, scope, seconds * 1000)
  answer(world, leg)
  return nextVerb
}
