import { mayHold } from '../grammar.ts'
import type { TwimlElement } from '../tree.ts'

/** A known element of any kind. */
export type AnyKnownElement = Exclude<TwimlElement, { readonly id: null }>

/**
 * The children that Twilio runs, in order: unknown elements and known ones that the grammar does not allow here
 * are skipped, as Twilio skips them after its warning.
 */
export function runnableChildren(element: TwimlElement): readonly AnyKnownElement[] {
  const { id } = element
  if (id === null) return []
  return element.children.filter(
    (child): child is AnyKnownElement =>
      child.kind === 'element' && child.id !== null && mayHold(id, child.id),
  )
}
