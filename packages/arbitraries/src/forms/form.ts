import type { DetailSeed, NonEmpty } from './detail-seed.ts'

/** One of the forms a value can take. */
export interface Form<T = string> {
  /** Stable, kebab-case: part of the name of the edge case. */
  readonly name: string
  /** Makes a value. Seed 0 gives the plainest value of the form. */
  readonly make: (seed: DetailSeed) => T
}

/** The forms of a value, the plain one first. */
export type Forms<T = string> = NonEmpty<Form<T>>

/** A form that has one value only. */
export function fixed(name: string, value: string): Form {
  return { name, make: () => value }
}

/** One form for each of some values, named after them. */
export function fixedForms([first, ...rest]: NonEmpty<string>): Forms {
  return [fixed(nameOf(first), first), ...rest.map((value) => fixed(nameOf(value), value))]
}

/** The same forms with another kind of value. */
export function mapForms<T, U>(
  [first, ...rest]: Forms<T>,
  change: (value: T, name: string) => U,
  rename: (name: string) => string = (name) => name,
): Forms<U> {
  const mapped = ({ name, make }: Form<T>): Form<U> => ({
    name: rename(name),
    make: (seed) => change(make(seed), name),
  })
  return [mapped(first), ...rest.map(mapped)]
}

function nameOf(value: string): string {
  return value === '' ? 'empty' : value
}
