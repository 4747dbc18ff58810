import { elementRow, trimmedText, type TwimlDocument } from '@ringback/twiml'
import { rewriteDocument, withAttributes, withText } from './rewrite.ts'

/**
 * A document whose URLs are written one way: from the root of the app where they stay on it, whole where they leave
 * it. `base` is the URL that the document came from.
 */
export function withRootedUrls(document: TwimlDocument, base: string): TwimlDocument {
  return rewriteDocument(document, (element) => {
    const names = new Set(
      (element.id === null ? [] : (elementRow(element.id)?.callbacks ?? [])).map(
        ({ attribute }) => attribute,
      ),
    )
    const attributes = Object.fromEntries(
      Object.entries(element.attributes).map(([name, value]) => [
        name,
        names.has(name) ? rooted(value, base) : value,
      ]),
    )
    const changed = withAttributes(element, attributes)
    return names.has('#text') && trimmedText(element) !== ''
      ? withText(changed, rooted(trimmedText(element), base))
      : changed
  })
}

function rooted(url: string, base: string): string {
  const from = URL.parse(base)
  // An empty URL means the document itself, which is a matter of the verb's default.
  const resolved = url.trim() === '' ? null : URL.parse(url.trim(), base)
  if (from === null || resolved === null) return url
  if (resolved.host !== from.host) return url
  return `${resolved.pathname}${resolved.search}${resolved.hash}`
}
