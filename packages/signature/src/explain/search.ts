import type { UrlParts } from '../url/split-url.ts'
import type { Alternative } from './alternatives/alternative.ts'

/** What may vary, in the order in which it is chosen. */
export interface Space {
  readonly token: readonly Alternative<string>[]
  readonly scheme: readonly Alternative<string>[]
  readonly userinfo: readonly Alternative<string>[]
  readonly host: readonly Alternative<string>[]
  readonly port: readonly Alternative<string>[]
  readonly path: readonly Alternative<string>[]
  readonly query: readonly Alternative<string>[]
  readonly content: readonly Alternative<string>[]
}

/** One choice for everything that may vary. */
export type Variant = { readonly [Part in keyof Space]: Alternative<string> }

const mostChanges = 4
const highestCost = 12

/**
 * Visits every combination of at most four changes, cheapest first, until `visit` returns true. The variant is the same
 * object at each visit, because a search makes a hundred thousand visits.
 */
export function visitVariants(space: Space, visit: (variant: Variant) => boolean): boolean {
  // The keys of an object of this type are the parts.
  const names = Object.keys(space) as (keyof Space)[]
  const options = names.map((name) => Map.groupBy(space[name], ({ cost }) => cost))
  const variant: { -readonly [Part in keyof Variant]?: Variant[Part] } = {}

  function choose(at: number, left: number, changes: number): boolean {
    const name = names[at]
    // Every part has been chosen on the way here.
    if (name === undefined) return visit(variant as Variant)
    const isLast = at === names.length - 1
    for (let cost = isLast ? left : 0; cost <= left; cost++) {
      if (cost > 0 && changes === 0) return false
      for (const option of options[at]?.get(cost) ?? []) {
        variant[name] = option
        if (choose(at + 1, left - cost, cost > 0 ? changes - 1 : changes)) return true
      }
    }
    return false
  }

  for (let cost = 0; cost <= highestCost; cost++) if (choose(0, cost, mostChanges)) return true
  return false
}

/** The parts of the URL of a variant. */
export function urlPartsOf({ scheme, userinfo, host, port, path, query }: Variant): UrlParts {
  return {
    scheme: scheme.value,
    userinfo: userinfo.value,
    host: host.value,
    port: port.value,
    path: path.value,
    query: query.value,
    fragment: '',
  }
}
