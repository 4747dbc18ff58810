import type { TwimlDocument } from '../tree.ts'
import { reachableVerbs } from '../view/reachable.ts'
import { describeVerb } from './describe-verb.ts'

/**
 * What happens to the caller, one short line a step: `Says: Welcome`, `Waits for up to 1 digit, 5 s`. Prompts
 * inside a verb come before the verb, as the caller meets them; verbs that can never run are left out.
 */
export function describeForCaller(document: TwimlDocument): readonly string[] {
  return reachableVerbs(document).flatMap(describeVerb)
}
