import { elementRow, trimmedText, type TwimlDocument, type TwimlElement } from '@ringback/twiml'
import { rewriteDocument, withAttributes, withText } from './rewrite-document.ts'

/**
 * A document whose URLs are written one way: from the root of the app where they stay on it, whole where they leave
 * it. `base` is the URL that the document came from.
 */
export function withRootedUrls(document: TwimlDocument, base: string): TwimlDocument {
  return rewriteDocument(document, (element) => {
    const names = urlPlaces(element)
    if (names.size === 0) return element
    const attributes = Object.fromEntries(
      Object.entries(element.attributes).map(([name, value]) => [
        name,
        names.has(name) ? rootedUrl(value, base) : value,
      ]),
    )
    const changed = withAttributes(element, attributes)
    return names.has('#text') && trimmedText(element) !== ''
      ? withText(changed, rootedUrl(trimmedText(element), base))
      : changed
  })
}

/** The attributes of an element that hold a URL of the app, and `#text` where its text is one. */
function urlPlaces({ id }: TwimlElement): ReadonlySet<string> {
  const callbacks = id === null ? [] : (elementRow(id)?.callbacks ?? [])
  return new Set(callbacks.map(({ attribute }) => attribute))
}

/** A URL from the root of the app (`/menu?a=1`) where it is on the same host as `base`, whole where it is not. */
export function rootedUrl(url: string, base: string): string {
  const from = URL.parse(base)
  // An empty URL means the document itself, which is a matter of the verb's default.
  const resolved = url.trim() === '' ? null : URL.parse(url.trim(), base)
  if (from === null || resolved === null) return url
  if (resolved.host !== from.host) return url
  return `${resolved.pathname}${resolved.search}${resolved.hash}`
}
