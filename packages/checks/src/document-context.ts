import type { WebhookKind } from '@ringback/catalog'
import type { DocumentContext } from '@ringback/twiml'

/** Where in a call the document of a kind is used, when it runs apart from the call. */
export const documentContext: Readonly<Partial<Record<WebhookKind, DocumentContext>>> = {
  'dial.number-url': 'number-url',
  'dial.client-url': 'client-url',
  'dial.sip-url': 'sip-url',
  'dial.whatsapp-url': 'whatsapp-url',
  'dial.queue-url': 'queue-url',
  'enqueue.wait-url': 'wait-url',
  'conference.wait-url': 'conference-wait-url',
}

/** The kind of what a `<Redirect>` asks for: in a document that runs apart from the call, another one of its kind. */
export function redirectKind(kind: WebhookKind): WebhookKind {
  return documentContext[kind] === undefined ? 'voice.redirect' : kind
}
