import type { View } from './view.ts'

/** `name=value` after `?`, `&` or `#`. Places in the plain text of a view. */
export interface QueryPair {
  readonly name: string
  /** Of the value. */
  readonly start: number
  readonly end: number
}

const nameCharacter = /^[\w.~%[\]-]$/

/**
 * The pairs of query strings that stand in a text, from left to right. A delimiter that is percent-escaped belongs to the
 * value. Takes linear time.
 */
export function queryPairsIn(view: View, source: string): readonly QueryPair[] {
  const { plain } = view
  const pairs: QueryPair[] = []
  let from = 0
  for (let equals = plain.indexOf('='); equals >= 0; equals = plain.indexOf('=', equals + 1)) {
    let start = equals
    while (start > from && nameCharacter.test(plain.charAt(start - 1))) start -= 1
    from = equals + 1
    if (start === equals || start === 0 || !/^[?&#;]$/.test(plain.charAt(start - 1))) continue
    let end = equals + 1
    while (end < plain.length && !endsValue(view, source, end)) end += 1
    if (end > equals + 1) pairs.push({ name: plain.slice(start, equals), start: equals + 1, end })
    from = end
    equals = Math.max(equals, end - 1)
  }
  return pairs
}

function endsValue(view: View, source: string, place: number): boolean {
  return /^[\s"'<>&#]$/.test(view.plain.charAt(place)) && source.charAt(view.startOf(place)) !== '%'
}
