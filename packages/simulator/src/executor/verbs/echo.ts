import type { verb } from '@ringback/twiml'
import { waitFor } from '../../world/leg-life.ts'
import { emit } from '../../world/world.ts'
import { within } from '../../world/scope.ts'
import { nextVerb, type RunVerb } from '../verb.ts'

/** Plays back what the caller says, until the caller hangs up. */
export const runEcho: RunVerb<typeof verb.Echo> = async ({ world, leg, scope }, echo) => {
  waitFor(world, leg, {}, { for: 'connect', noun: echo.id, url: undefined })
  await within<undefined>(scope, () => {
    const listener = {
      take: (input: { type: string; text?: string }) => {
        if (input.text !== undefined) emit(world, leg, { type: 'heard', text: input.text, from: leg.sid })
        return false
      },
    }
    leg.listeners.push(listener)
    return () => leg.listeners.splice(leg.listeners.indexOf(listener), 1)
  })
  return nextVerb
}
