import { dialCallStatus, parameter, sidPrefix, sipResponseStatuses } from '@ringback/catalog'
import type { Draft } from '../../kind/draft.ts'
import { absent, type Case, type Facet } from '../../kind/facet.ts'
import { fixed } from '../../forms/form.ts'
import { hexOf, integerOf, seedFor } from '../../forms/detail-seed.ts'
import type { KindShape } from '../../kind/kind-shape.ts'
import { knownValues } from '../../values/grammar-forms.ts'
import { parameterFacet, type Need } from '../parameter-facet.ts'
import { recordingGroupFacet } from './recording-group.ts'

/** How a <Dial> ended: the status, and what goes with it. */
export function dialOutcomeFacets(shape: KindShape): readonly Facet[] {
  const row = shape.rowOf(parameter.DialCallStatus)
  const values = row === undefined ? undefined : knownValues(row)
  const bridged = shape.rowOf(parameter.DialBridged)
  const queue = shape.rowOf(parameter.QueueSid)
  if (row === undefined || values === undefined || bridged === undefined || queue === undefined) return []
  shape.claim(row.name, parameter.DialCallSid, parameter.DialCallDuration)
  const statusSlot = shape.slotOf(row.name)
  const sidSlot = shape.slotOf(parameter.DialCallSid)
  const durationSlot = shape.slotOf(parameter.DialCallDuration)
  const end = (draft: Draft, status: string, seed: number): void => {
    const isConference = status === dialCallStatus.answered
    draft.values[statusSlot] = status
    draft.values[sidSlot] = isConference ? undefined : sidPrefix.call + hexOf(seedFor(seed, 21), 32)
    draft.values[durationSlot] =
      status === dialCallStatus.completed ? String(seed === 0 ? 42 : integerOf(seed, 1, 3600)) : undefined
  }
  const ended = (status: string): Case => ({
    name: status,
    apply: (draft, seed) => {
      end(draft, status, seed)
      return true
    },
  })
  const settle =
    (...statuses: readonly string[]): Need =>
    (draft) => {
      if (statuses.includes(draft.values[statusSlot] ?? '')) return true
      const [first] = statuses
      if (first === undefined || draft.odd.includes(row.name) || draft.odd.includes(settled)) return false
      end(draft, first, 0)
      draft.odd.push(settled)
      return true
    }
  const { completed, answered, busy, noAnswer, failed, canceled } = dialCallStatus
  const [plain, ...others] = values
  const isBridged = settle(completed)
  const isNotBridged = settle(noAnswer, busy, failed, canceled)
  return [
    { name: row.name, cases: [ended(plain), ...others.map(ended)] },
    ...sipFacets(shape, settle),
    {
      name: bridged.name,
      cases: [
        absent,
        ...parameterFacet(shape, bridged, [fixed('true', 'true')], isBridged).cases.slice(1),
        ...parameterFacet(shape, bridged, [fixed('false', 'false')], isNotBridged).cases.slice(1),
      ],
    },
    recordingGroupFacet(shape, isBridged),
    parameterFacet(shape, queue, undefined, settle(completed, answered)),
  ]
}

const settled = 'DialCallStatus settled'

// A <Sip> noun gives the Call-ID and the code of the final response.
function sipFacets(shape: KindShape, settle: (...statuses: readonly string[]) => Need): readonly Facet[] {
  shape.claim(parameter.DialSipCallId, parameter.DialSipResponseCode, sipHeaders)
  const callId = shape.slotOf(parameter.DialSipCallId)
  const codeSlot = shape.slotOf(parameter.DialSipResponseCode)
  const answered = (code: string, header: readonly [string, string] | undefined): Case => ({
    name: header === undefined ? code : `${code}-with-header`,
    apply: (draft, seed) => {
      if (!settle(...(sipResponseStatuses[code] ?? []))(draft)) return false
      draft.values[callId] = `${hexOf(seed, 32)}@0.0.0.0`
      draft.values[codeSlot] = code
      if (header !== undefined) draft.extras.push(header)
      return true
    },
  })
  const cases = Object.keys(sipResponseStatuses).map((code) => answered(code, undefined))
  return [
    {
      name: parameter.DialSipResponseCode,
      cases: [absent, ...cases, answered('200', [`${sipHeaders.slice(0, -1)}X-Foo`, 'bar'])],
    },
  ]
}

const sipHeaders = 'DialSipHeader_*'
