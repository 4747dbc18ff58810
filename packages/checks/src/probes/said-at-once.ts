import { reachableVerbs, verb, type TwimlDocument } from '@ringback/twiml'
import { textWithin } from '../spoken-in.ts'

const passing: ReadonlySet<string> = new Set([verb.Play, verb.Pause])

/**
 * What the caller hears whatever happens next: what is said before the first verb that waits for somebody, and the prompt of a Gather
 * that is this verb. What stands behind it is for a caller who does nothing.
 */
export function saidAtOnce(document: TwimlDocument): string {
  const said: string[] = []
  for (const each of reachableVerbs(document)) {
    if (each.id === verb.Say || each.id === verb.Gather) said.push(textWithin(each))
    if (each.id !== verb.Say && !passing.has(each.id)) break
  }
  return said.join('\n')
}
