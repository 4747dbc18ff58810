import type { Finding, Redacted } from '../finding.ts'
import { joined } from '../finding.ts'

/** A part of a source that is replaced. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly findings: readonly Finding[]
}

/**
 * Adds spans to others that come first: of two that overlap, a span that holds others takes their place, and else gives
 * way. All lists are in the order of the source and without overlaps.
 */
export function addSpans(first: readonly Span[], more: readonly Span[]): readonly Span[] {
  if (more.length === 0) return first
  if (first.length === 0) return more
  const merged: Span[] = []
  let next = 0
  for (const span of more) {
    while (next < first.length && (first[next]?.end ?? 0) <= span.start) {
      const before = first[next++]
      if (before) merged.push(before)
    }
    let covered = next
    while (covered < first.length && (first[covered]?.end ?? 0) <= span.end) covered += 1
    const begins = first[next]
    const holdsThem =
      (begins === undefined || begins.start >= span.start) &&
      (covered >= first.length || (first[covered]?.start ?? 0) >= span.end)
    const isOneOfThem = covered === next + 1 && begins?.start === span.start && begins.end === span.end
    if (!holdsThem || isOneOfThem) continue
    merged.push(span)
    next = covered
  }
  for (const rest of first.slice(next)) merged.push(rest)
  return merged
}

/** The source from `start` to `end` with the spans in it replaced. */
export function applySpans(
  source: string,
  spans: readonly Span[],
  start: number = 0,
  end: number = source.length,
): Redacted {
  const parts: (string | Redacted)[] = []
  let at = start
  for (const span of spans) {
    if (span.start > at) parts.push(source.slice(at, span.start))
    parts.push(span)
    at = span.end
  }
  if (at < end) parts.push(source.slice(at, end))
  return joined(parts)
}
