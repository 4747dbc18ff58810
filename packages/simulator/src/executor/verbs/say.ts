import { attributeValue, spokenText, type verb } from '@ringback/twiml'
import { emit } from '../../simulation/simulation.ts'
import { speechDuration } from '../durations.ts'
import { pass } from '../pass.ts'
import { nextVerb, type RunVerb } from '../verb.ts'

/** Speaks a text; with `loop="0"` until the call leaves the verb. */
export const runSay: RunVerb<typeof verb.Say> = async ({ simulation, leg, scope }, say) => {
  const text = spokenText(say)
  if (text === '') return nextVerb
  const loop = attributeValue(say, 'loop')
  const voice = attributeValue(say, 'voice')
  const language = attributeValue(say, 'language')
  const rounds = loop === 0 ? Infinity : loop
  for (let round = 0; round < rounds; round += 1) {
    emit(simulation, leg, { type: 'said', text, voice, language })
    await pass(simulation, scope, speechDuration(text))
  }
  return nextVerb
}
