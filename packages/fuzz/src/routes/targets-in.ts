import { kindRow, type WebhookKind } from '@ringback/catalog'
import { redirectKind } from '@ringback/checks'
import {
  attributeRow,
  attributeValue,
  element,
  elementRow,
  reachableVerbs,
  runnableChildren,
  trimmedText,
  verb,
  type AnyKnownElement,
  type CallbackRow,
  type TwimlDocument,
} from '@ringback/twiml'
import { acceptsOf } from './accepts.ts'
import { callbackKinds, conferenceEventKinds, connectActionKinds } from './callback-kinds.ts'
import type { TwimlTarget } from './twiml-target.ts'

/** The URLs that Twilio would request because of a document of a kind at a URL. */
export function targetsIn(document: TwimlDocument, kind: WebhookKind, url: string): readonly TwimlTarget[] {
  const targets: TwimlTarget[] = []
  let isAfterPrompt = false
  for (const each of reachableVerbs(document)) {
    targets.push(...targetsOf(each, kind, url, isAfterPrompt))
    // A Gather that always requests its action never continues with the next verb.
    const asksAnyway = each.id === verb.Gather && attributeValue(each, 'actionOnEmptyResult')
    isAfterPrompt ||= each.id === verb.Gather && !asksAnyway
  }
  return targets
}

function targetsOf(
  asking: AnyKnownElement,
  kind: WebhookKind,
  base: string,
  isAfterSilence: boolean,
): readonly TwimlTarget[] {
  const own = (elementRow(asking.id)?.callbacks ?? []).flatMap((callback) => {
    const url = urlOf(asking, callback, base)
    if (url === undefined) return []
    const method = methodOf(asking, callback)
    const accepts = acceptsOf(asking, callback.attribute)
    return kindsOf(asking, callback, kind).map((each): TwimlTarget => ({
      kind: each,
      url,
      method: method ?? kindRow(each).method,
      isAfterSilence: isAfterSilence && asking.id === verb.Redirect,
      accepts,
    }))
  })
  return [...own, ...runnableChildren(asking).flatMap((child) => targetsOf(child, kind, base, false))]
}

function kindsOf(
  asking: AnyKnownElement,
  { attribute }: CallbackRow,
  kind: WebhookKind,
): readonly WebhookKind[] {
  if (asking.id === element.Redirect) return [redirectKind(kind)]
  if (asking.id === element.Connect && attribute === 'action') {
    return runnableChildren(asking).flatMap(({ id }) => connectActionKinds[id] ?? [])
  }
  if (asking.id === element.Conference && attribute === 'statusCallback') {
    const events = asking.attributes['statusCallbackEvent']?.split(/\s+/) ?? []
    return events.flatMap((event) => conferenceEventKinds.get(event) ?? [])
  }
  return callbackKinds[asking.id]?.[attribute] ?? []
}

function urlOf(asking: AnyKnownElement, { attribute }: CallbackRow, base: string): string | undefined {
  const written = attribute === '#text' ? trimmedText(asking) : asking.attributes[attribute]?.trim()
  if (written === undefined || written === '') {
    const isCurrentDocument = attributeRow(asking.id, attribute)?.defaultRule === 'current-document'
    return isCurrentDocument ? base : undefined
  }
  const url = URL.parse(written, base)
  return url === null || !/^https?:$/.test(url.protocol) ? undefined : url.href
}

function methodOf(asking: AnyKnownElement, callback: CallbackRow): 'GET' | 'POST' | undefined {
  if (callback.method !== undefined) return callback.method
  if (callback.methodAttribute === undefined) return undefined
  const written = asking.attributes[callback.methodAttribute]?.trim().toUpperCase()
  return written === 'GET' || written === 'POST' ? written : undefined
}
