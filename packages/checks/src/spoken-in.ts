import { element, type ElementBase, type TwimlDocument, type TwimlElement } from '@ringback/twiml'
import { elementsOf } from './elements-of.ts'

const spoken = new WeakMap<TwimlDocument, string>()

/** All that is spoken or sent as a short message, as one text. */
export function spokenIn(document: TwimlDocument): string {
  const known = spoken.get(document)
  if (known !== undefined) return known
  const text = spokenTextIn(document)
  spoken.set(document, text)
  return text
}

function spokenTextIn(document: TwimlDocument): string {
  const isSpoken = ({ name }: TwimlElement): boolean => name === element.Say || name === element.Sms
  return [...elementsOf(document)]
    .filter(isSpoken)
    .map((spoken) => textWithin(spoken))
    .join('\n')
}

function textWithin(parent: ElementBase): string {
  return parent.children.map((child) => (child.kind === 'text' ? child.text : textWithin(child))).join('')
}
