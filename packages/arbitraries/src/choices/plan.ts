import type { WebhookKind } from '@ringback/catalog'
import { compiledKind, type CompiledKind } from '../kind/compile-kind.ts'
import type { CallValues } from '../call-values.ts'
import type { Overrides } from '../overrides.ts'

/** What may be generated of one kind. */
export interface KindPlan {
  readonly compiled: CompiledKind
  /** By facet: the cases that it may depart to. */
  readonly odd: readonly (readonly number[])[]
  /** By facet: the case it must have, where the caller has chosen it. */
  readonly chosen: readonly (number | undefined)[]
  /** Every departure, as facet and case. */
  readonly departures: readonly (readonly [facet: number, oddCase: number])[]
}

/** What may be generated. */
export interface Plan {
  readonly kinds: readonly [KindPlan, ...KindPlan[]]
  /** The chance that a facet departs from plain, times 2 ** 32; `alone`: exactly one facet departs. */
  readonly edgeCases: number | 'alone'
  readonly overrides: Overrides
  readonly call?: CallValues | undefined
}

/** The plan of a kind in which every departure is allowed. */
export function fullKindPlan(kind: WebhookKind): KindPlan {
  const compiled = compiledKind(kind)
  const odd = compiled.facets.map(({ cases }) => cases.slice(1).map((_, index) => index + 1))
  return {
    compiled,
    odd,
    chosen: odd.map(() => undefined),
    departures: odd.flatMap((cases, facet) => cases.map((oddCase) => [facet, oddCase] as const)),
  }
}
