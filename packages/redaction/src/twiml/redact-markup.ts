import { attributeRow, elementRow, type PrivacyClass } from '@ringback/twiml'
import { joined, kept, type Redacted } from '../finding.ts'
import { addSpans, applySpans, type Span } from '../find/span.ts'
import { xmlEscaped } from '../find/spelling.ts'
import type { TextRedactor, TextSearch } from '../find/text-redactor.ts'
import { holdsNumber } from '../find/value-shapes.ts'
import { viewOf, type Piece } from '../find/view.ts'
import type { Pseudonyms } from '../pseudonyms/pseudonyms.ts'
import { segmentKind } from '../exchange/route-words.ts'
import { isIdentifier } from '../values/form.ts'
import { isJson } from '../values/json.ts'
import type { ValueContext, ValueRedactor } from '../values/value-redactor.ts'
import { scanMarkup, type MarkupAttribute, type MarkupToken } from './scan-markup.ts'

export interface MarkupParts {
  readonly texts: TextRedactor
  readonly values: ValueRedactor
  readonly pseudonyms: Pseudonyms
}

/**
 * Redacts a document by the grammar of TwiML: each attribute and each text by its privacy class. What is not of the grammar,
 * HTML for instance, is read as text. Well-formed stays well-formed, and nothing changes but what is replaced.
 */
export function redactMarkup(
  source: string,
  parts: MarkupParts,
  search: TextSearch,
  context: ValueContext,
): Redacted {
  const spans: Span[] = []
  const open: OpenElement[] = []
  const scope = { ...parts, search, context }
  let speech: Piece[] = []
  const figures: Span[] = []
  const add = (found: readonly Span[]): void => {
    for (const span of found) spans.push(span)
  }
  const flush = (): void => {
    if (speech.length > 0) add(parts.texts.spansIn(source, speech, search))
    speech = []
  }
  for (const token of scanMarkup(source)) {
    const parent = open.at(-1)
    if (token.type === 'open') {
      const element = openElement(token.name, parent, isReadAsFigures(source, token))
      // A break or an emphasis does not interrupt what is said.
      if (!element.isInline) flush()
      add(nameSpans(source, token, scope))
      add(attributeSpans(source, token, element, scope))
      if (!token.selfClosing) open.push(element)
    } else if (token.type === 'close') {
      if (parent?.isInline !== true) flush()
      add(nameSpans(source, token, scope))
      if (parent?.name === token.name) open.pop()
    } else {
      const privacy = parent?.textPrivacy ?? 'text'
      const piece = { start: token.start, end: token.end, entities: token.type === 'text' }
      const isShown = token.type === 'text' || token.type === 'cdata'
      if (isShown && parent?.isFigures === true)
        figures.push(...parts.texts.figureSpansIn(source, piece, search))
      if (isShown && privacy === 'text') speech.push(piece)
      else if (isShown) add(valueSpans(source, piece, privacy, scope))
      else add(parts.texts.spansIn(source, [piece], search))
    }
  }
  flush()
  // The text of an element ends after the tags within it, whose spans were found before.
  const found = addSpans(inOrder(spans), figures)
  return applySpans(source, addSpans(found, parts.texts.unescapedSpansIn(source, search)))
}

interface OpenElement {
  readonly name: string
  /** The id in the grammar; undefined when the grammar has no such element. */
  readonly id: string | undefined
  readonly textPrivacy: PrivacyClass
  readonly isInline: boolean
  /** Its text is read out figure by figure, as `<say-as interpret-as="digits">`. */
  readonly isFigures: boolean
}

function openElement(name: string, parent: OpenElement | undefined, isFigures: boolean): OpenElement {
  const row = elementRow(name, parent?.id)
  if (row?.name !== name) {
    return { name, id: undefined, textPrivacy: 'text', isInline: /^[a-z]/.test(name), isFigures }
  }
  return { name, id: row.id, textPrivacy: row.textPrivacy, isInline: row.kind === 'ssml', isFigures }
}

const figureReadings = new Set(['characters', 'date', 'digits', 'spell-out', 'telephone', 'verbatim'])

function isReadAsFigures(source: string, { name, attributes }: OpenToken): boolean {
  if (name !== 'say-as') return false
  const reading = attributes.find((attribute) => attribute.name === 'interpret-as')
  return reading !== undefined && figureReadings.has(source.slice(reading.start, reading.end))
}

/** Names of elements and attributes that hold a number. */
function nameSpans(
  source: string,
  token: OpenToken | Extract<MarkupToken, { type: 'close' }>,
  { texts, search }: Scope,
): readonly Span[] {
  const names = [token, ...(token.type === 'open' ? token.attributes : [])]
  return names.flatMap((named) => {
    if (!holdsNumber(named.name)) return []
    const start = 'nameStart' in named ? named.nameStart : named.start
    return texts.spansIn(source, [{ start, end: start + named.name.length, entities: false }], search)
  })
}

type OpenToken = Extract<MarkupToken, { type: 'open' }>

interface Scope extends MarkupParts {
  readonly search: TextSearch
  readonly context: ValueContext
}

function attributeSpans(
  source: string,
  { attributes }: OpenToken,
  { id }: OpenElement,
  scope: Scope,
): readonly Span[] {
  const nameOfParameter = attributes.find(({ name }) => name === 'name')
  const given = nameOfParameter === undefined ? '' : source.slice(nameOfParameter.start, nameOfParameter.end)
  return attributes.flatMap((attribute) => {
    const privacy = privacyOf(id, attribute)
    const piece = { start: attribute.start, end: attribute.end, entities: true }
    const isUnusual = attribute === nameOfParameter && id !== undefined && !isIdentifier(given)
    return valueSpans(source, piece, isUnusual ? 'parameter' : privacy, scope, given)
  })
}

function privacyOf(id: string | undefined, { name }: MarkupAttribute): PrivacyClass {
  if (id === undefined || name === '') return 'text'
  return attributeRow(id, name)?.privacy ?? 'text'
}

/** A word that may be a name of somebody, or one of the app's own. */
function isName(label: string): boolean {
  return segmentKind(label.trim().replaceAll(' ', '-')) === 'word'
}

/** A setting that is worth no look: a word, a small number. */
const plainSetting = /^(?:[A-Za-z][A-Za-z-]{0,30}|-?\d{0,4}(?:\.\d{1,3})?)$/

// oxlint-disable-next-line max-params -- called for every span of a document; an object for each would be garbage
function valueSpans(
  source: string,
  piece: Piece,
  privacy: PrivacyClass,
  scope: Scope,
  parameterName = '',
): readonly Span[] {
  const written = source.slice(piece.start, piece.end)
  if (written.trim() === '') return []
  if (privacy === 'none' && plainSetting.test(written)) return []
  if (privacy === 'text' || privacy === 'none' || (privacy === 'label' && !isName(written))) {
    return scope.texts.spansIn(source, [piece], scope.search)
  }
  const raw = piece.entities ? withoutEntities(written) : written
  const value = raw.trim()
  const { text, findings } = redactedValue(value, privacy, scope, parameterName)
  if (text === value) return []
  const other = raw.replace(value, () => text)
  return [
    {
      start: piece.start,
      end: piece.end,
      text: piece.entities ? xmlEscaped(other) : inCdata(other),
      findings,
    },
  ]
}

function redactedValue(value: string, privacy: PrivacyClass, scope: Scope, name: string): Redacted {
  const { pseudonyms, values, search, context } = scope
  const known = search.pseudonymOf(value)
  search.lookedUp.push(value)
  if (known !== undefined) {
    search.hasKnown = true
    return { text: known, findings: [] }
  }
  switch (privacy) {
    case 'address':
      return redactedAddress(value, scope)
    case 'digits':
      return redactedKeys(value, scope)
    case 'identity':
      return value.startsWith('client:') ? redactedAddress(value, scope) : pseudonyms.plain('address', value)
    case 'label':
      return context.isOwnSegment(value) ? kept(value) : values.token(value)
    case 'json':
      return isJson(value) ? values.json(value, context) : values.unknown(value, context)
    case 'parameter':
      return values.ownParameter(name, value, context)
    case 'sid':
      return pseudonyms.sid(value)
    case 'url':
      return values.url(value, context)
    default:
      return values.token(value)
  }
}

/** A number as people write it, with the punctuation of that. */
const writtenNumber = /^\+?[ ().-]*\d[\d ().-]*$/

function redactedAddress(value: string, { pseudonyms, search, values, context }: Scope): Redacted {
  const colon = value.indexOf(':')
  if (colon > 0) {
    const at = value.indexOf('@')
    const user = value.slice(colon + 1, at < 0 ? undefined : at)
    const known = search.pseudonymOf(user)
    search.lookedUp.push(user)
    if (known !== undefined) {
      search.hasKnown = true
      return uriWithKnownUser(value, user, known, pseudonyms)
    }
    if (value.includes('?') || value.includes(';')) return redactedUri(value, pseudonyms, values, context)
    return pseudonyms.address(value)
  }
  if (!writtenNumber.test(value)) return pseudonyms.address(value)
  const digits = value.replaceAll(/[^\d+]/g, '')
  const other = pseudonyms.address(digits)
  let at = 0
  return { text: value.replaceAll(/[\d+]/g, () => other.text.charAt(at++)), findings: other.findings }
}

function uriWithKnownUser(value: string, user: string, known: string, pseudonyms: Pseudonyms): Redacted {
  const from = value.indexOf(':') + 1
  const rest = pseudonyms.address(`sip:nobody${value.slice(from + user.length)}`).text
  return kept(
    value.slice(0, from) + known + rest.slice(rest.indexOf('@') < 0 ? rest.length : rest.indexOf('@')),
  )
}

function redactedUri(
  value: string,
  pseudonyms: Pseudonyms,
  values: ValueRedactor,
  context: ValueContext,
): Redacted {
  const question = value.indexOf('?')
  if (question < 0) return pseudonyms.address(value)
  const headers = values.form(value.slice(question + 1), context, { ownQuery: true })
  return joined([pseudonyms.address(value.slice(0, question)), '?', headers])
}

/** Keys to press: one is a choice from a menu, several may be a PIN. */
function redactedKeys(value: string, { pseudonyms, search }: Scope): Redacted {
  if ((value.match(/\d/g) ?? []).length < 2) return kept(value)
  return joined(
    value.split(/(\d+)/).map((part) => {
      if (!/^\d/.test(part)) return part
      const known = search.pseudonymOf(part)
      search.lookedUp.push(part)
      if (known !== undefined) search.hasKnown = true
      return known === undefined ? pseudonyms.digits(part) : kept(known)
    }),
  )
}

function withoutEntities(text: string): string {
  return text.includes('&')
    ? text.replaceAll(/&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|amp|lt|gt|quot|apos);/g, (entity) => {
        return viewOf(entity, [{ start: 0, end: entity.length, entities: true }]).plain
      })
    : text
}

function inCdata(text: string): string {
  return text.replaceAll(']]>', ']]')
}

function inOrder(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start)
  return sorted.filter((span, index) => index === 0 || span.start >= (sorted[index - 1]?.end ?? 0))
}
