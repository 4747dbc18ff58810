import type { CauseCode } from '../causes/cause-code.ts'

/** A cause before it is put into words. */
export interface Clue {
  readonly code: CauseCode
  /** The names for the message: of a header or of parameters. */
  readonly detail?: string
}

/** One value that a part of the signed text may have had, and what it would mean. */
export interface Alternative<T> {
  readonly value: T
  /** How unlikely it is; 0 is the value as given. */
  readonly cost: number
  readonly clues: readonly Clue[]
}

/** The value as given, then the others, each value once in its cheapest form, cheapest first. */
export function alternatives<T extends string>(
  given: T,
  others: Iterable<Alternative<T>>,
): readonly Alternative<T>[] {
  const cheapest = new Map<T, Alternative<T>>([[given, { value: given, cost: 0, clues: [] }]])
  for (const other of others) {
    const known = cheapest.get(other.value)
    if (known === undefined || known.cost > other.cost) cheapest.set(other.value, other)
  }
  return [...cheapest.values()].toSorted((left, right) => left.cost - right.cost)
}

/** An alternative with a single clue. */
export function alternative<T>(value: T, cost: number, code: CauseCode, detail?: string): Alternative<T> {
  return { value, cost, clues: [detail === undefined ? { code } : { code, detail }] }
}

/** A change of a value, to be tried alone and after another one. */
export interface Change<T> {
  readonly cost: number
  readonly clue: Clue
  readonly of: (value: T) => T
}

/** Each change applied, and each pair of different changes one after the other. */
export function* changed<T>(given: T, changes: readonly Change<T>[]): Generator<Alternative<T>> {
  for (const first of changes) {
    const once = first.of(given)
    if (once === given) continue
    yield { value: once, cost: first.cost, clues: [first.clue] }
    for (const second of changes) {
      const twice = second.of(once)
      if (second === first || twice === once) continue
      const clues = first.clue.code === second.clue.code ? [second.clue] : [first.clue, second.clue]
      yield { value: twice, cost: first.cost + second.cost, clues }
    }
  }
}
