import type { Body, Exchange, ExchangeResponse, Headers, SocketLog } from '@ringback/recording'
import { base64Like, textOfBase64 } from '../find/base64-text.ts'
import { fold } from '../find/fold.ts'
import { createPatternMatcher } from '../find/pattern-matcher.ts'
import { addSpans, applySpans, type Span } from '../find/span.ts'
import { likeCaseOf, spelledLike } from '../find/spelling.ts'
import { viewOfText, type View } from '../find/view.ts'
import type { WorkMeter } from '../work-meter.ts'

const base64Run = /[A-Za-z0-9+/_-]{6,}={0,2}/g
const deepest = 2

/** What only the user knows to be private. */
export interface ForcedRules {
  readonly values: readonly string[]
  readonly patterns: readonly RegExp[]
}

/** Replaces what the user named, wherever it stands, before anything else is looked at. */
export interface ForcedRedaction {
  exchange(exchange: Exchange): Exchange
  response(response: ExchangeResponse): ExchangeResponse
  text(text: string): string
}

/** Undefined when the user named nothing. */
// oxlint-disable-next-line max-lines-per-function -- a factory: the functions inside share the rules of one user
export function createForcedRedaction(
  rules: ForcedRules,
  pseudonymOf: (value: string) => string,
  work: WorkMeter,
): ForcedRedaction | undefined {
  const values = rules.values.filter((value) => value.trim() !== '')
  if (values.length === 0 && rules.patterns.length === 0) return undefined
  const matcher = createPatternMatcher(values.map(fold))

  function text(given: string, depth = 0): string {
    if (given === '') return given
    const view = viewOfText(given)
    work.spend(given.length)
    const named = matcher
      .search(view.folded, () => true)
      .map(({ pattern, start, end }) => {
        const value = values[pattern] ?? ''
        const found = view.plain.slice(start, end)
        return spanOf(view, given, start, end, likeCaseOf(found, value, pseudonymOf(value)))
      })
    let spans: readonly Span[] = named
    for (const pattern of rules.patterns) {
      work.spend(given.length)
      const matches = Array.from(view.plain.matchAll(pattern)).filter(([whole]) => whole !== '')
      spans = addSpans(
        spans,
        matches.map(({ 0: whole, index }) =>
          spanOf(view, given, index, index + whole.length, pseudonymOf(whole)),
        ),
      )
    }
    return withinBase64(applySpans(given, spans).text, depth)
  }

  function withinBase64(given: string, depth: number): string {
    if (depth >= deepest) return given
    return given.replaceAll(base64Run, (run) => {
      const inner = textOfBase64(run)
      const other = inner === undefined ? undefined : text(inner, depth + 1)
      return other === undefined || other === inner ? run : base64Like(run, other)
    })
  }

  const body = (given: Body): Body => ('text' in given ? { ...given, text: text(given.text) } : given)
  const headers = (given: Headers): Headers => given.map(([name, value]) => [name, text(value)] as const)
  const response = (given: ExchangeResponse): ExchangeResponse => ({
    ...given,
    headers: headers(given.headers),
    body: body(given.body),
  })

  const socket = (given: SocketLog): SocketLog => ({
    ...given,
    frames: given.frames.map((frame) => ('text' in frame ? { ...frame, text: text(frame.text) } : frame)),
    speech: given.speech.map((speech) => ({ ...speech, text: text(speech.text) })),
    closeReason: text(given.closeReason),
  })

  return {
    text: (given) => text(given),
    response,
    exchange: (given) => ({
      ...given,
      request: {
        ...given.request,
        url: text(given.request.url),
        headers: headers(given.request.headers),
        body: body(given.request.body),
      },
      response: given.response && response(given.response),
      problem: given.problem && { ...given.problem, message: text(given.problem.message) },
      ...(given.socket && { socket: socket(given.socket) }),
    }),
  }
}

// oxlint-disable-next-line max-params -- called for every span of a text; an object for each would be garbage
function spanOf(view: View, source: string, start: number, end: number, text: string): Span {
  const from = view.startOf(start)
  const to = view.endOf(end - 1)
  return { start: from, end: to, text: spelledLike(source.slice(from, to), text), findings: [] }
}
