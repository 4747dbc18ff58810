import { attributeValue, trimmedText, type verb } from '@ringback/twiml'
import { emit } from '../../simulation/simulation.ts'
import { linkOf } from '../action-request.ts'
import { mediaDuration, tonesDuration } from '../durations.ts'
import { fetchMedia } from '../fetch-media.ts'
import { pass } from '../pass.ts'
import { nextVerb, type RunVerb } from '../verb.ts'

/** Twilio plays a sound at most this many times, whatever the value of `loop`. */
const mostRounds = 1000

/** Plays a sound or keypad tones; with `loop="0"` until the call leaves the verb. */
export const runPlay: RunVerb<typeof verb.Play> = async (context, play) => {
  const { simulation, leg, scope } = context
  const digits = attributeValue(play, 'digits')
  const written = trimmedText(play)
  if (digits !== undefined && digits !== '') {
    emit(simulation, leg, { type: 'tones', digits })
    await pass(simulation, scope, tonesDuration(digits))
  }
  if (written === '') return nextVerb
  const url = linkOf(context, written)
  if (typeof url !== 'string')
    return { to: 'failed', failure: { problem: url, url: written, parameters: [] } }
  const problem = await fetchMedia(context, url)
  scope.check()
  if (problem !== null) return { to: 'failed', failure: { problem, url, parameters: [] } }
  const loop = attributeValue(play, 'loop')
  const rounds = loop === 0 ? mostRounds : Math.min(loop, mostRounds)
  for (let round = 0; round < rounds; round += 1) {
    emit(simulation, leg, { type: 'played', url })
    await pass(simulation, scope, mediaDuration(simulation))
  }
  return nextVerb
}
