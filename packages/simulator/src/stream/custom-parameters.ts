import { childElements, noun, type KnownElement } from '@ringback/twiml'

/** The Parameter children of a Stream or a ConversationRelay, which are sent to the app in the first message. */
export function customParameters(
  element: KnownElement<'Stream'> | KnownElement<'ConversationRelay'>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    childElements(element)
      .filter(({ id }) => id === noun.Parameter)
      .map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? '']),
  )
}
