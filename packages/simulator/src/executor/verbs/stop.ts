import { runnableChildren, type verb } from '@ringback/twiml'
import { nextVerb, type RunVerb } from '../verb.ts'
import { besideKey } from './start.ts'

/** Stops what Start began, by its name. */
export const runStop: RunVerb<typeof verb.Stop> = async (context, stop) => {
  for (const child of runnableChildren(stop)) {
    const key = besideKey(child.id, child.attributes['name'], context)
    const end = context.leg.beside.get(key)
    context.leg.beside.delete(key)
    await end?.()
  }
  return nextVerb
}
