import { documentContexts, runnableChildren, verb, type ElementId, type KnownElement } from '@ringback/twiml'
import { isAnswered } from '../legs/leg.ts'
import { answer } from '../legs/leg-life.ts'
import { emit } from '../simulation/simulation.ts'
import { nextVerb, type Next, type RunVerb, type VerbContext } from './verb.ts'
import { verbs } from './verbs.ts'

/** Verbs that decide themselves whether and when a ringing call is answered. */
const pickUpThemselves: ReadonlySet<string> = new Set([verb.Reject, verb.Redirect, verb.Pause, verb.Dial])

/** Runs the verbs of a document in order, until one of them leaves the document. */
export async function runVerbs(context: VerbContext, root: KnownElement<'Response'>): Promise<Next> {
  const { simulation, leg, scope, place } = context
  for (const element of runnableChildren(root)) {
    scope.check()
    if (isForbidden(element.id, place)) {
      if (stopsAt(element.id, place)) return { to: 'hangup' }
      continue
    }
    if (!isAnswered(leg) && !pickUpThemselves.has(element.id)) answer(simulation, leg)
    emit(simulation, leg, { type: 'verb', verb: element.id, attributes: element.attributes })
    const next = (await runnerOf(element.id)?.(context, element)) ?? nextVerb
    if (next.to !== 'next-verb') return next
  }
  scope.check()
  return nextVerb
}

function isForbidden(id: string, place: VerbContext['place']): boolean {
  const { verbs: allowed, forbiddenVerbs } = documentContexts[place]
  return allowed?.includes(id) === false || forbiddenVerbs?.includes(id) === true
}

/** A Dial on a called leg is an error and ends the leg (13201); other verbs that are not allowed are skipped. */
function stopsAt(id: string, place: VerbContext['place']): boolean {
  const { errorCode, errorCodeFor, forbiddenVerbs } = documentContexts[place]
  if (errorCode === undefined) return false
  return errorCodeFor?.includes(id) === true || forbiddenVerbs?.includes(id) === true
}

/** The function that runs an element; undefined when it is not a verb. */
function runnerOf(id: ElementId): RunVerb<ElementId> | undefined {
  // The table pairs each id with the runner of just that element.
  return (verbs as Readonly<Partial<Record<ElementId, RunVerb<ElementId>>>>)[id]
}
