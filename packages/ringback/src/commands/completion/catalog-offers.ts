import { kinds } from '@ringback/catalog'
import type { Offer } from './offer.ts'

/** The webhook kinds, with `end` behind each. */
export function kindOffers(end: string): readonly Offer[] {
  return kinds.map(({ kind, title }) => ({ value: kind + end, describe: title }))
}

/** The names of all parameters. */
export function parameterOffers(): readonly Offer[] {
  const examples = new Map(
    kinds.flatMap(({ parameters }) => parameters.map(({ name, example }) => [name, example] as const)),
  )
  return [...examples].flatMap(([value, example]) =>
    value.includes('*') ? [] : [{ value, describe: `for example ${example}` }],
  )
}
