import type { verb } from '@ringback/twiml'
import { waitFor } from '../../legs/leg-life.ts'
import { emit } from '../../simulation/simulation.ts'
import { within } from '../../simulation/scope.ts'
import { nextVerb, type RunVerb } from '../verb.ts'

/** Plays back what the caller says, until the caller hangs up. */
export const runEcho: RunVerb<typeof verb.Echo> = async ({ simulation, leg, scope }, echo) => {
  waitFor(simulation, leg, {}, { for: 'connect', noun: echo.id, url: undefined })
  await within<undefined>(scope, () => {
    const listener = {
      take: (input: { type: string; text?: string }) => {
        if (input.text !== undefined)
          emit(simulation, leg, { type: 'heard', text: input.text, from: leg.sid })
        return false
      },
    }
    leg.listeners.push(listener)
    return () => leg.listeners.splice(leg.listeners.indexOf(listener), 1)
  })
  return nextVerb
}
