import type { Draft } from '../kind/draft.ts'
import type { Case, Facet } from '../kind/facet.ts'
import { hexOf, seedFor, type DetailSeed } from '../forms/detail-seed.ts'
import type { KindShape } from '../kind/kind-shape.ts'

/** The SIDs that are on every webhook of the kind. They differ from each other whatever the seed. */
export function sidFacet(shape: KindShape): Facet {
  const rows = shape.row.parameters.filter(
    ({ grammar, presence }) => grammar === 'sid' && presence === 'always',
  )
  const sids = rows.map(({ name, prefix = '' }, index) => ({ slot: shape.slotOf(name), prefix, index }))
  shape.claim(...rows.map(({ name }) => name))
  const write = (draft: Draft, seed: DetailSeed, change: (hex: string) => string): boolean => {
    for (const { slot, prefix, index } of sids) draft.values[slot] = prefix + change(sidDigits(seed, index))
    return true
  }
  const plain: Case = { name: 'lower-case', apply: (draft, seed) => write(draft, seed, (hex) => hex) }
  const capitals: Case = {
    name: 'capitals',
    apply: (draft, seed) => write(draft, seed || 0xabcdef, (hex) => hex.toUpperCase()),
  }
  return { name: 'sids', cases: sids.length === 0 ? [plain] : [plain, capitals] }
}

// Plain SIDs are zeros and a counting digit, so that they are told apart at a glance.
function sidDigits(seed: DetailSeed, index: number): string {
  return seed === 0 ? index.toString(16).padStart(32, '0') : hexOf(seedFor(seed, index), 32)
}
