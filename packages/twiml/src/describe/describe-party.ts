import type { TwimlElement } from '../tree.ts'
import { trimmedText } from '../view/element-text.ts'
import { runnableChildren } from '../view/runnable-children.ts'

/** Words for nouns whose text alone does not say what they are. */
const titles: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Client: 'client ',
    Conference: 'conference ',
    Queue: 'queue ',
    WhatsApp: 'WhatsApp ',
    Sim: 'SIM ',
    Application: 'application ',
    Room: 'room ',
    Stream: 'media stream ',
    ConversationRelay: 'conversation relay ',
    VirtualAgent: 'virtual agent ',
    Siprec: 'SIPREC ',
  }),
)

/** Who or what a noun names: `+15550100`, `client anna`, `media stream wss://example.com`. */
export function describeParty(noun: TwimlElement): string {
  const inner = runnableChildren(noun)
    .map(trimmedText)
    .find((text) => text !== '')
  const name =
    trimmedText(noun) ||
    inner ||
    noun.attributes['url'] ||
    noun.attributes['name'] ||
    noun.attributes['connectorName']
  const title = titles.get(noun.name) ?? (name === undefined ? noun.name.toLowerCase() : '')
  return `${title}${name ?? ''}`.trim()
}
