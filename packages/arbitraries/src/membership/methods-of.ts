import type { WebhookKind } from '@ringback/catalog'
import { compiledKind } from '../kind/compile-kind.ts'

/** The methods that the arbitrary of a kind sends with, the usual one first. */
export function methodsOf(kind: WebhookKind): readonly string[] {
  return compiledKind(kind).facets[0]?.cases.map(({ name }) => name) ?? []
}
