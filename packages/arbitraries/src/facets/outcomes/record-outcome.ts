import { callStatus, parameter, recordHangup } from '@ringback/catalog'
import type { Case, Facet } from '../../kind/facet.ts'
import { isRequired, type KindShape } from '../../kind/kind-shape.ts'

/** How a recording of the <Record> verb ended. After a hang-up the call is completed. */
export function recordOutcomeFacets(shape: KindShape): readonly Facet[] {
  if (shape.kind !== 'record.action') return []
  const row = shape.rowOf(parameter.Digits)
  if (row === undefined) return []
  shape.claim(row.name, parameter.CallStatus)
  const slot = shape.slotOf(row.name)
  const ended = (name: string, digits: string | undefined, status: string): Case => ({
    name,
    apply: (draft) => {
      draft.values[slot] = digits
      draft.status = status
      return true
    },
  })
  const keys = '*0123456789'.split('').map((key) => ended(key, key, callStatus.inProgress))
  return [
    {
      name: row.name,
      cases: [
        ended('#', '#', callStatus.inProgress),
        ended(recordHangup, recordHangup, callStatus.completed),
        ended('empty', '', callStatus.inProgress),
        ...keys,
        ...(isRequired(row) ? [] : [ended('absent', undefined, callStatus.inProgress)]),
      ],
    },
  ]
}
