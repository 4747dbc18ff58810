import { documentEnders, endersWithAction } from '../data/control-flow.ts'
import type { TwimlDocument, TwimlElement } from '../tree.ts'
import { runnableChildren, type AnyKnownElement } from './runnable-children.ts'

/** True when nothing after this verb ever runs. */
export function endsDocument(element: TwimlElement): boolean {
  if (element.id === null) return false
  return (
    documentEnders.includes(element.id) ||
    (endersWithAction.includes(element.id) && (element.attributes['action'] ?? '').trim() !== '')
  )
}

/** The verbs of a document that can run: known ones, up to the one after which nothing does. */
export function reachableVerbs(document: TwimlDocument): readonly AnyKnownElement[] {
  const verbs = runnableChildren(document.root)
  const last = verbs.findIndex(endsDocument)
  return last === -1 ? verbs : verbs.slice(0, last + 1)
}
