import { memoized } from '@ringback/common'
import { element, type ElementBase, type TwimlDocument, type TwimlElement } from '@ringback/twiml'
import { elementsOf } from './elements-of.ts'

/** All that is spoken or sent as a short message, as one text. */
export const spokenIn: (document: TwimlDocument) => string = memoized((document) =>
  [...elementsOf(document)]
    .filter(isSpoken)
    .map((spoken) => textWithin(spoken))
    .join('\n'),
)

/** Whether an element is spoken, or sent as a short message. */
export function isSpoken({ name }: TwimlElement): boolean {
  return name === element.Say || name === element.Sms
}

/** The text of an element, and of what is within it. */
export function textWithin(parent: ElementBase): string {
  return parent.children.map((child) => (child.kind === 'text' ? child.text : textWithin(child))).join('')
}
