import { socketSource, type Exchange } from '@ringback/recording'
import { childElements, noun, parseTwiml, type TwimlElement } from '@ringback/twiml'

/**
 * Why the recording shows no WebSocket where the answer of an exchange connects one; null where it shows one, or the answer
 * connects none.
 */
export function socketNote(exchange: Exchange, exchanges: readonly Exchange[]): string | null {
  const urls = socketUrlsIn(exchange)
  if (urls.length === 0) return null
  const isThere = exchanges.some(
    ({ callSid, startedAt, provenance }) =>
      provenance.source === socketSource && callSid === exchange.callSid && startedAt >= exchange.startedAt,
  )
  if (isThere) return null
  const connects = `This answer connects the call to the WebSocket ${urls.join(', ')}.`
  return exchange.provenance.recorder === 'proxy'
    ? `${connects} The proxy keeps no frames. To see them, make the call with: ringback call --record`
    : `${connects} The recording holds no frames of it.`
}

function socketUrlsIn({ response }: Exchange): readonly string[] {
  const text = response !== null && 'text' in response.body ? response.body.text : ''
  if (!text.includes('<Stream') && !text.includes('<ConversationRelay')) return []
  const { document } = parseTwiml(text)
  return document === null ? [] : within(document.root)
}

function within(element: TwimlElement): readonly string[] {
  const own = element.id === noun.Stream || element.id === noun.ConversationRelay
  const url = own ? element.attributes['url'] : undefined
  return [...(url === undefined ? [] : [url]), ...childElements(element).flatMap(within)]
}
