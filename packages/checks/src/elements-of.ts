import { childElements, type TwimlDocument, type TwimlElement } from '@ringback/twiml'

/** Every element of a document, the root first. */
export function* elementsOf(document: TwimlDocument): Generator<TwimlElement> {
  yield* within(document.root)
}

function* within(parent: TwimlElement): Generator<TwimlElement> {
  yield parent
  for (const child of childElements(parent)) yield* within(child)
}
