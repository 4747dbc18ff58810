import { memoized } from '@ringback/common'
import { elementRow } from '../grammar.ts'
import { ssml } from '../names.gen.ts'
import type { ElementBase, TwimlElement, TwimlNode } from '../tree.ts'

/** The text of an element as Twilio reads URLs, numbers and names: without the white space around it. */
export function trimmedText(element: ElementBase): string {
  return element.text.trim()
}

/** What is spoken for an element: its text and that of the mark-up in it, with white space collapsed. */
export function spokenText(element: TwimlElement): string {
  return spoken(element)
}

const spoken = memoized(({ children }: TwimlElement) =>
  children.map(spokenPart).join('').replaceAll(/\s+/g, ' ').trim(),
)

function spokenPart(node: TwimlNode): string {
  if (node.kind === 'text') return node.text
  // An element that is no speech mark-up is skipped with all that is in it.
  if (node.id === null || elementRow(node.id)?.kind !== 'ssml') return ''
  if (node.name === ssml.SsmlSub) return node.attributes['alias'] ?? node.text
  const inner = node.children.map(spokenPart).join('')
  return node.name === ssml.SsmlP || node.name === ssml.SsmlS || node.name === ssml.SsmlBreak
    ? ` ${inner} `
    : inner
}
