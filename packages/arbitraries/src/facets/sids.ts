import type { Draft } from '../draft.ts'
import type { Case, Facet } from '../facet.ts'
import { hexOf, mix, type Ink } from '../ink.ts'
import type { KindShape } from '../kind-shape.ts'

/** The SIDs that are on every webhook of the kind. They differ from each other whatever the ink. */
export function sidFacet(shape: KindShape): Facet {
  const rows = shape.row.parameters.filter(
    ({ grammar, presence }) => grammar === 'sid' && presence === 'always',
  )
  const sids = rows.map(({ name, prefix = '' }, index) => ({ slot: shape.slotOf(name), prefix, index }))
  shape.claim(...rows.map(({ name }) => name))
  const write = (draft: Draft, ink: Ink, change: (hex: string) => string): boolean => {
    for (const { slot, prefix, index } of sids) draft.values[slot] = prefix + change(sidDigits(ink, index))
    return true
  }
  const plain: Case = { name: 'lower-case', apply: (draft, ink) => write(draft, ink, (hex) => hex) }
  const capitals: Case = {
    name: 'capitals',
    apply: (draft, ink) => write(draft, ink || 0xabcdef, (hex) => hex.toUpperCase()),
  }
  return { name: 'sids', cases: sids.length === 0 ? [plain] : [plain, capitals] }
}

// Plain SIDs are zeros and a counting digit, so that they are told apart at a glance.
function sidDigits(ink: Ink, index: number): string {
  return ink === 0 ? index.toString(16).padStart(32, '0') : hexOf(mix(ink, index), 32)
}
