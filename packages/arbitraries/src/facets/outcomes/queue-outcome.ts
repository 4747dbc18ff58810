import { callStatus, parameter, queueResult, sidPrefix } from '@ringback/catalog'
import type { Case, Facet } from '../../kind/facet.ts'
import { hexOf, integerOf, type DetailSeed } from '../../forms/detail-seed.ts'
import type { KindShape } from '../../kind/kind-shape.ts'
import { knownValues } from '../../values/grammar-forms.ts'

/** How a call left its queue. A caller who hung up is no longer connected; a refused one was never queued. */
export function queueOutcomeFacets(shape: KindShape): readonly Facet[] {
  const row = shape.rowOf(parameter.QueueResult)
  const values = row === undefined ? undefined : knownValues(row)
  if (row === undefined || values === undefined) return []
  shape.claim(row.name, parameter.QueueSid, parameter.QueueTime, parameter.CallStatus)
  const [result, queue, time] = [row.name, parameter.QueueSid, parameter.QueueTime].map(shape.slotOf)
  const left = (value: string): Case => ({
    name: value,
    apply: (draft, seed: DetailSeed) => {
      draft.status = value === queueResult.hangup ? callStatus.completed : callStatus.inProgress
      draft.values[result ?? -1] = value
      if (neverQueued.has(value)) return true
      draft.values[queue ?? -1] = sidPrefix.queue + hexOf(seed, 32)
      draft.values[time ?? -1] = String(seed === 0 ? 37 : integerOf(seed, 0, 3600))
      return true
    },
  })
  const [plain, ...others] = values
  return [{ name: row.name, cases: [left(plain), ...others.map(left)] }]
}

const neverQueued: ReadonlySet<string> = new Set([
  queueResult.queueFull,
  queueResult.systemError,
  queueResult.error,
])
