import { attributeRow, elementRow, type PrivacyClass, type TwimlDocument } from '@ringback/twiml'
import type { RedactedPart } from './compare-options.ts'
import { rewriteDocument, withAttributes } from './rewrite-document.ts'

const sid = /\b[A-Z]{2}[0-9a-f]{32}\b/gi
/** Seven digits and more, with one separator between them at most. */
const number = /\+?\d(?:[\s().-]?\d){6,}/g

/** A text whose telephone numbers and SIDs are replaced by one placeholder each. */
export function textWithoutRedacted(text: string, parts: readonly RedactedPart[]): string {
  const withoutSids = parts.includes('sids')
    ? text.replaceAll(sid, (found) => `${found.slice(0, 2).toUpperCase()}(any SID)`)
    : text
  return parts.includes('numbers') ? withoutSids.replaceAll(number, '(any number)') : withoutSids
}

/** What of TwiML holds a name, by its privacy class. */
const namePrivacy: ReadonlySet<PrivacyClass> = new Set(['address', 'identity', 'label', 'token'])
const anyName = '(any name)'

/** A document whose telephone numbers, SIDs and names are replaced by one placeholder each, in texts and attributes. */
export function withoutRedactedValues(
  document: TwimlDocument,
  parts: readonly RedactedPart[],
): TwimlDocument {
  if (parts.length === 0) return document
  const masked = (text: string, privacy: PrivacyClass | undefined): string => {
    const isName = parts.includes('names') && privacy !== undefined && namePrivacy.has(privacy)
    const shown = textWithoutRedacted(text, parts)
    return isName && shown.trim() !== '' && shown === text ? anyName : shown
  }
  return rewriteDocument(document, (element) => {
    const row = element.id === null ? undefined : elementRow(element.id)
    const ofText = row?.textPrivacy
    return {
      ...withAttributes(
        element,
        Object.fromEntries(
          Object.entries(element.attributes).map(([name, value]) => [
            name,
            masked(value, row === undefined ? undefined : attributeRow(row.id, name)?.privacy),
          ]),
        ),
      ),
      text: masked(element.text, ofText),
      children: element.children.map((child) =>
        child.kind === 'text' ? { ...child, text: masked(child.text, ofText) } : child,
      ),
    }
  })
}
