import { direction, parameter } from '@ringback/catalog'
import { absent, type Case, type Facet } from '../kind/facet.ts'
import type { KindShape } from '../kind/kind-shape.ts'
import { callTokenForms } from '../values/tokens.ts'

/** `CallToken`, which is on inbound calls only and never on a GET request. It names the call and its ends. */
export function callTokenFacets(shape: KindShape): readonly Facet[] {
  const row = shape.rowOf(parameter.CallToken)
  if (row === undefined) return []
  shape.claim(row.name)
  const slot = shape.slotOf(row.name)
  const callSid = shape.slotOf(parameter.CallSid)
  const cases = formNames.map((name, index): Case => ({
    name,
    apply: (draft, seed) => {
      if (draft.method === 'GET' || draft.direction !== direction.inbound) return false
      const subject = { callSid: draft.values[callSid] ?? '', from: draft.from.address, to: draft.to.address }
      const forms = callTokenForms(subject)
      draft.values[slot] = (forms[index] ?? forms[0]).make(seed)
      return true
    },
  }))
  return [{ name: row.name, cases: [absent, ...cases] }]
}

const formNames = callTokenForms({ callSid: '', from: '', to: '' }).map(({ name }) => name)
