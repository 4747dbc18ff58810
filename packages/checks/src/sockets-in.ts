import {
  childElements,
  noun,
  reachableVerbs,
  runnableChildren,
  verb,
  type TwimlDocument,
} from '@ringback/twiml'
import type { SocketRequest } from './probe.ts'

/** A WebSocket that a document opens. */
export interface SocketInDocument extends Pick<SocketRequest, 'protocol' | 'url'> {
  /** The values of its Parameters, which Twilio sends in the first message. */
  readonly values: readonly string[]
}

/** The WebSockets that Twilio would open because of a document. */
export function socketsIn(document: TwimlDocument): readonly SocketInDocument[] {
  return reachableVerbs(document)
    .filter(({ id }) => id === verb.Connect || id === verb.Start)
    .flatMap((each) => runnableChildren(each))
    .flatMap((child): readonly SocketInDocument[] => {
      const protocol = protocols.get(child.id)
      const url = child.attributes['url']?.trim() ?? ''
      if (protocol === undefined || url === '') return []
      const given = childElements(child).filter(({ id }) => id === noun.Parameter)
      return [{ protocol, url, values: given.map(({ attributes }) => attributes['value'] ?? '') }]
    })
}

const protocols: ReadonlyMap<string, SocketRequest['protocol']> = new Map([
  [noun.Stream, 'media-streams'],
  [noun.ConversationRelay, 'conversation-relay'],
])
