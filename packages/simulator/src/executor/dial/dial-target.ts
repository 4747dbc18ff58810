import { addressPrefix } from '@ringback/catalog'
import type { WebhookKind } from '@ringback/catalog'
import {
  attributeValue,
  noun,
  runnableChildren,
  trimmedText,
  type AnyKnownElement,
  type DocumentContext,
  type KnownElement,
  type verb,
} from '@ringback/twiml'
import type { StatusSubscription } from '../../legs/leg.ts'

/** The nouns that Dial rings a telephone for. */
export type RingingNoun =
  | KnownElement<'Number'>
  | KnownElement<'Client'>
  | KnownElement<'Sip'>
  | KnownElement<'WhatsApp'>

/** One telephone to ring. */
export interface DialTarget {
  /** Undefined when the number is the text of Dial itself. */
  readonly element: RingingNoun | undefined
  readonly noun: string
  /** The value of `To`. */
  readonly address: string
  readonly urlKind: WebhookKind
  readonly urlContext: DocumentContext
  readonly statusKind: StatusSubscription['kind']
}

/** The telephones that a Dial rings, in order. */
export function dialTargets(dial: KnownElement<typeof verb.Dial>): readonly DialTarget[] {
  const targets = runnableChildren(dial).flatMap((child) => targetOf(child) ?? [])
  const bare = trimmedText(dial)
  return targets.length === 0 && bare !== '' ? [numberTarget(bare, undefined)] : targets
}

function targetOf(child: AnyKnownElement): DialTarget | undefined {
  if (child.id === noun.Number) return numberTarget(trimmedText(child), child)
  if (child.id === noun.Client) {
    return {
      element: child,
      noun: noun.Client,
      address: withScheme(clientIdentity(child), addressPrefix.client),
      urlKind: 'dial.client-url',
      urlContext: 'client-url',
      statusKind: 'status.dial-client',
    }
  }
  if (child.id === noun.Sip) {
    return {
      element: child,
      noun: noun.Sip,
      address: withScheme(sipUri(child), addressPrefix.sip),
      urlKind: 'dial.sip-url',
      urlContext: 'sip-url',
      statusKind: 'status.dial-sip',
    }
  }
  if (child.id !== noun.WhatsApp) return undefined
  return {
    element: child,
    noun: noun.WhatsApp,
    address: withScheme(trimmedText(child), addressPrefix.whatsapp),
    urlKind: 'dial.whatsapp-url',
    urlContext: 'whatsapp-url',
    statusKind: 'status.dial-whatsapp',
  }
}

/** The status callback of the ringing leg; undefined when none is configured. */
export function statusCallbackOf(
  element: RingingNoun | KnownElement<'Application'>,
): { url: string; method: 'GET' | 'POST'; events: readonly string[] } | undefined {
  // The nouns share these attributes.
  const shared = element as KnownElement<'Number'>
  const url = attributeValue(shared, 'statusCallback')
  if (url === undefined || url === '') return undefined
  return {
    url,
    method: attributeValue(shared, 'statusCallbackMethod'),
    events: attributeValue(shared, 'statusCallbackEvent'),
  }
}

function numberTarget(text: string, element: KnownElement<'Number'> | undefined): DialTarget {
  return {
    element,
    noun: noun.Number,
    address: text.replaceAll(/[\s().-]/g, ''),
    urlKind: 'dial.number-url',
    urlContext: 'number-url',
    statusKind: 'status.dial-number',
  }
}

function clientIdentity(client: KnownElement<'Client'>): string {
  const identity = runnableChildren(client).find(({ id }) => id === noun.Identity)
  return trimmedText(identity ?? client)
}

function sipUri(sip: KnownElement<'Sip'>): string {
  const uri = runnableChildren(sip).find(({ id }) => id === sipUriId)
  return trimmedText(uri ?? sip)
}

/** `noun.SipUri` holds the name as written, which is not the id. */
const sipUriId = 'SipUri' satisfies RunnableId

type RunnableId = AnyKnownElement['id']

function withScheme(text: string, scheme: string): string {
  return text.startsWith(scheme) || text.startsWith('sips:') ? text : `${scheme}${text}`
}
