import { segmentKind } from '../exchange/route-words.ts'
import { kept, type Redacted } from '../finding.ts'
import type { Pseudonyms } from '../pseudonyms/pseudonyms.ts'
import type { WorkMeter } from '../work-meter.ts'
import { base64Like, textOfBase64 } from './base64-text.ts'
import type { DigitRun } from './digits/digit-runs.ts'
import { createDigitSearch, digitSpansIn, type DigitSearch } from './digits/digit-spans.ts'
import { gramFilterOf, type GramFilter } from './gram-filter.ts'
import type { KnownValue, KnownValues } from './known-values.ts'
import { createPatternMatcher, type PatternMatcher } from './pattern-matcher.ts'
import { pathSegmentsIn } from './path-segments.ts'
import { queryPairsIn } from './query-pairs.ts'
import { shapesIn, type Shape } from './shapes.ts'
import { addSpans, applySpans, type Span } from './span.ts'
import { likeCaseOf, spelledLike } from './spelling.ts'
import { viewOf, viewOfText, type Piece, type View } from './view.ts'

/** What one text is searched for. */
export interface TextSearch {
  /** What stands for a whole value that is known in the call. */
  readonly pseudonymOf: (value: string) => string | undefined
  /** The known values that may stand in the text. */
  readonly candidates: readonly KnownValue[]
  matcher: PatternMatcher | undefined
  readonly known: KnownValues
  /** Finds all known values: for what is behind base64. */
  everything: { readonly candidates: readonly KnownValue[]; readonly matcher: PatternMatcher } | undefined
  readonly digits: DigitSearch
  /** What was compared with the known values, so that the result can be kept for other calls. */
  readonly filters: GramFilter[]
  readonly runs: DigitRun[]
  /** Values that were looked up whole. */
  readonly lookedUp: string[]
  /** Whether anything known was found: then the result belongs to this call alone. */
  hasKnown: boolean
  readonly depth: number
}

/** Finds and replaces what is private in texts that otherwise stay as they are. */
export interface TextRedactor {
  search(source: string, known: KnownValues, depth?: number): TextSearch
  /** What to replace in some pieces of a source that read as one text. */
  spansIn(source: string, pieces: readonly Piece[], search: TextSearch): readonly Span[]
  /** What to replace in a piece that is said to be read out as figures: a few digits are enough. */
  figureSpansIn(source: string, piece: Piece, search: TextSearch): readonly Span[]
  redact(text: string, known: KnownValues): Redacted
  redactWith(text: string, search: TextSearch): Redacted
  /** Known values with marks of markup in them, which an app wrote without escaping: they reach across tags. */
  unescapedSpansIn(source: string, search: TextSearch): readonly Span[]
  /** Replaces known values alone. */
  redactKnown(text: string, known: KnownValues): Redacted
}

export interface TextRedactorParts {
  readonly pseudonyms: Pseudonyms
  /** Known values that stay as they are. */
  readonly own: KnownValues
  readonly work: WorkMeter
  /** The value of a parameter in a query string. */
  readonly queryValue: (name: string, value: string, search: TextSearch) => Redacted
  readonly token: (value: string) => Redacted
}

const base64Run = /[A-Za-z0-9+/_-]{6,}={0,2}/g
const deepest = 2

// oxlint-disable-next-line max-lines-per-function -- a factory: the functions inside share the known values of one redactor
export function createTextRedactor(parts: TextRedactorParts): TextRedactor {
  const { pseudonyms, own, work } = parts

  function search(source: string, known: KnownValues, depth = 0): TextSearch {
    work.spend(source.length + known.characters())
    const filter = gramFilterOf(viewOfText(source).folded)
    const mayStand = ({ folded }: KnownValue): boolean => filter.mayHold(folded)
    return {
      pseudonymOf: (value) => own.pseudonymOf(value) ?? known.pseudonymOf(value),
      candidates: [...own.values.filter(mayStand), ...known.values.filter(mayStand)],
      matcher: undefined,
      known,
      everything: undefined,
      digits: createDigitSearch(() => [...own.digits(), ...known.digits()]),
      filters: [filter],
      runs: [],
      lookedUp: [],
      hasKnown: false,
      depth,
    }
  }

  function spansIn(source: string, pieces: readonly Piece[], context: TextSearch): readonly Span[] {
    const view = viewOf(source, pieces)
    work.spend(view.plain.length * 4)
    let spans = knownSpans(view, source, context)
    if (view.plain.includes('=')) spans = addSpans(spans, pairSpans(view, source, context))
    if (view.plain.includes('://')) {
      spans = addSpans(spans, userinfoSpans(view, source))
      spans = addSpans(spans, pathSpans(view, source, context))
    }
    spans = addSpans(spans, shapeSpans(view, source, context))
    const figures = digitSpansIn(view, source, context.digits, pseudonyms.address)
    if (figures.hasKnown) context.hasKnown = true
    context.runs.push(...figures.runs)
    spans = addSpans(spans, figures.spans)
    return context.depth < deepest ? addSpans(spans, base64Spans(view, source, context)) : spans
  }

  function redact(text: string, known: KnownValues): Redacted {
    return redactWith(text, search(text, known))
  }

  function redactWith(text: string, context: TextSearch): Redacted {
    return applySpans(text, spansIn(text, [{ start: 0, end: text.length, entities: true }], context))
  }

  function knownSpans(view: View, source: string, context: TextSearch): readonly Span[] {
    const { candidates } = context
    if (candidates.length === 0) return []
    context.matcher ??= createPatternMatcher(candidates.map(({ folded }) => folded))
    const matches = context.matcher.search(view.folded, ({ pattern, start, end }) =>
      standsAlone(view.plain, start, end, candidates[pattern]?.raw ?? ''),
    )
    if (matches.length > 0) context.hasKnown = true
    return matches.flatMap(({ pattern, start, end }) => {
      const value = candidates[pattern]
      if (value === undefined) return []
      const isWhole = end - start === value.folded.length
      const pseudonym = isWhole ? value.pseudonym : value.pseudonym.slice(start - end)
      const raw = isWhole ? value.raw : value.raw.slice(start - end)
      return [
        replacement(view, source, start, end, pseudonymAs(view.plain.slice(start, end), raw, pseudonym)),
      ]
    })
  }

  function pairSpans(view: View, source: string, context: TextSearch): readonly Span[] {
    return queryPairsIn(view, source).flatMap(({ name, start, end }) => {
      const value = view.plain.slice(start, end)
      const other = parts.queryValue(name, value, context)
      return other.text === value ? [] : [redactedSpan(view, source, start, end, other)]
    })
  }

  /** `user:password@` in URLs. */
  function userinfoSpans(view: View, source: string): readonly Span[] {
    const spans: Span[] = []
    for (let at = view.plain.indexOf('://'); at >= 0; at = view.plain.indexOf('://', at + 3)) {
      const start = at + 3
      let end = start
      while (end < view.plain.length && !/^[\s/@"'<>?]$/.test(view.plain.charAt(end))) end += 1
      if (end > start && view.plain.charAt(end) === '@') {
        spans.push(redactedSpan(view, source, start, end, parts.token(view.plain.slice(start, end))))
      }
      at = end - 3
    }
    return spans
  }

  /** Ids in the paths of URLs. */
  function pathSpans(view: View, source: string, context: TextSearch): readonly Span[] {
    return pathSegmentsIn(view.plain).flatMap(({ start, end }) => {
      const value = view.plain.slice(start, end)
      if (segmentKind(value) !== 'id') return []
      const known = context.pseudonymOf(value)
      context.lookedUp.push(value)
      const other = known === undefined ? parts.token(value) : { text: known, findings: [] }
      return [redactedSpan(view, source, start, end, other)]
    })
  }

  function shapeSpans(view: View, source: string, context: TextSearch): readonly Span[] {
    return shapesIn(view.plain).map((shape) => {
      const value = view.plain.slice(shape.start, shape.end)
      const known = context.pseudonymOf(value)
      context.lookedUp.push(value)
      const other = known === undefined ? redactedShape(shape, value, context) : { text: known, findings: [] }
      return redactedSpan(view, source, shape.start, shape.end, other)
    })
  }

  function redactedShape({ kind }: Shape, value: string, context: TextSearch): Redacted {
    switch (kind) {
      case 'sid':
        return pseudonyms.sid(value)
      case 'address':
        return addressIn(value, context)
      case 'ip':
        return pseudonyms.ip(value)
      case 'iban':
      case 'pem':
        return pseudonyms.plain('token', value)
      default:
        return parts.token(value)
    }
  }

  function addressIn(value: string, { pseudonymOf, lookedUp }: TextSearch): Redacted {
    const scheme = value.indexOf(':') + 1
    const rest = value.slice(scheme)
    const known = pseudonymOf(rest)
    lookedUp.push(rest)
    return known === undefined
      ? pseudonyms.address(value)
      : { text: value.slice(0, scheme) + known, findings: [] }
  }

  function base64Spans(view: View, source: string, context: TextSearch): readonly Span[] {
    const spans: Span[] = []
    for (const { 0: run, index } of view.plain.matchAll(base64Run)) {
      for (const part of base64Parts(run)) {
        const other = behindBase64(part.text, context)
        if (other === undefined) continue
        const start = index + part.start
        spans.push(redactedSpan(view, source, start, start + part.text.length, other))
      }
    }
    return spans
  }

  function behindBase64(run: string, context: TextSearch): Redacted | undefined {
    const inner = textOfBase64(run)
    if (inner === undefined) return undefined
    work.spend(inner.length)
    context.filters.push(gramFilterOf(viewOfText(inner).folded))
    context.everything ??= everythingKnown(context.known)
    const nested = { ...context, ...context.everything, hasKnown: false, depth: context.depth + 1 }
    const other = redactWith(inner, nested)
    if (nested.hasKnown) context.hasKnown = true
    return other.text === inner ? undefined : { text: base64Like(run, other.text), findings: other.findings }
  }

  function everythingKnown(known: KnownValues): NonNullable<TextSearch['everything']> {
    work.spend(known.characters())
    const candidates = [...own.values, ...known.values]
    return { candidates, matcher: createPatternMatcher(candidates.map(({ folded }) => folded)) }
  }

  function redactKnown(text: string, known: KnownValues): Redacted {
    const context = search(text, known)
    const view = viewOfText(text)
    const spans = knownSpans(view, text, context)
    const whole = createDigitSearch(() => [...own.digits(), ...known.digits()], { inPart: false })
    const figures = digitSpansIn(view, text, whole, (unknown) => kept(unknown))
    return applySpans(text, addSpans(spans, figures.spans))
  }

  function figureSpansIn(source: string, piece: Piece, context: TextSearch): readonly Span[] {
    const figures = digitSpansIn(viewOf(source, [piece]), source, context.digits, pseudonyms.address, true)
    if (figures.hasKnown) context.hasKnown = true
    context.runs.push(...figures.runs)
    return figures.spans
  }

  function unescapedSpansIn(source: string, context: TextSearch): readonly Span[] {
    const candidates = context.candidates.filter(({ raw }) => /[<>"']/.test(raw))
    if (candidates.length === 0) return []
    work.spend(source.length)
    const spans = knownSpans(viewOfText(source), source, { ...context, candidates, matcher: undefined })
    if (spans.length > 0) context.hasKnown = true
    return spans
  }

  return { search, spansIn, figureSpansIn, redact, redactWith, redactKnown, unescapedSpansIn }
}

/** A path may be taken for base64; its segments may be base64, each for itself. */
function base64Parts(run: string): readonly { readonly text: string; readonly start: number }[] {
  if (!run.includes('/') || textOfBase64(run) !== undefined) return [{ text: run, start: 0 }]
  let start = 0
  return run.split('/').flatMap((text) => {
    const part = { text, start }
    start += text.length + 1
    return text.length < 6 ? [] : [part]
  })
}

// oxlint-disable-next-line max-params -- called for every span of a text; an object for each would be garbage
function redactedSpan(view: View, source: string, start: number, end: number, other: Redacted): Span {
  return { ...replacement(view, source, start, end, other.text), findings: other.findings }
}

// oxlint-disable-next-line max-params -- called for every span of a text; an object for each would be garbage
function replacement(view: View, source: string, start: number, end: number, text: string): Span {
  const from = view.startOf(start)
  const to = view.endOf(end - 1)
  return { start: from, end: to, text: spelledLike(source.slice(from, to), text), findings: [] }
}

function pseudonymAs(found: string, raw: string, pseudonym: string): string {
  const other = likeCaseOf(found, raw, pseudonym)
  return found.includes('+') && !raw.includes('+') ? other.replaceAll(' ', '+') : other
}

const shortValue = 8

// A short value is looked for as a word of its own, or it would be found inside the app's own words.
function standsAlone(text: string, start: number, end: number, raw: string): boolean {
  if (raw.length >= shortValue) return true
  return (
    !isContinued(raw.charAt(0), text.charAt(start - 1)) &&
    !isContinued(raw.charAt(raw.length - 1), text.charAt(end))
  )
}

function isContinued(edge: string, neighbour: string): boolean {
  if (/^\d$/.test(edge)) return /^\d$/.test(neighbour)
  return /^[a-z]$/i.test(edge) && /^[a-z]$/i.test(neighbour)
}
