import type { ParameterPairs } from '../../parameters.ts'

/** Other ways to sign or to parse a name that stands more than once, as some SDKs and frameworks have it. */
export function* repeatedReadings(pairs: ParameterPairs): Generator<ParameterPairs> {
  const groups = new Map<string, string[]>()
  for (const [name, value] of pairs) {
    const values = groups.get(name)
    if (values === undefined) groups.set(name, [value])
    else values.push(value)
  }
  if (groups.size === pairs.length) return
  const merged = (merge: (values: readonly string[]) => string): ParameterPairs =>
    [...groups].map(([name, values]) => [name, merge(values)])
  yield merged((values) => values[0] ?? '')
  yield merged((values) => values.at(-1) ?? '')
  yield merged((values) => values.join(','))
  yield merged((values) => values.join(', '))
  yield merged((values) => values.join(''))
}
