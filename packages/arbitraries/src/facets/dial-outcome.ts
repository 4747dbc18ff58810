import { dialCallStatus, parameter } from '@ringback/catalog'
import type { Draft } from '../draft.ts'
import { absent, type Case, type Facet } from '../facet.ts'
import { fixed } from '../form.ts'
import { hexOf, integerOf, mix } from '../ink.ts'
import type { KindShape } from '../kind-shape.ts'
import { knownValues } from '../values/grammar-forms.ts'
import { parameterFacet, type Need } from './parameter-facet.ts'
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
  const end = (draft: Draft, status: string, ink: number): void => {
    const isConference = status === dialCallStatus.answered
    draft.values[statusSlot] = status
    draft.values[sidSlot] = isConference ? undefined : `CA${hexOf(mix(ink, 21), 32)}`
    draft.values[durationSlot] =
      status === dialCallStatus.completed ? String(ink === 0 ? 42 : integerOf(ink, 1, 3600)) : undefined
  }
  const ended = (status: string): Case => ({
    name: status,
    apply: (draft, ink) => {
      end(draft, status, ink)
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

// A <Sip> noun gives the Call-ID and the code of the final response. 487 is seen on busy as well.
function sipFacets(shape: KindShape, settle: (...statuses: readonly string[]) => Need): readonly Facet[] {
  shape.claim(parameter.DialSipCallId, parameter.DialSipResponseCode, sipHeaders)
  const callId = shape.slotOf(parameter.DialSipCallId)
  const codeSlot = shape.slotOf(parameter.DialSipResponseCode)
  const { completed, busy, noAnswer, failed, canceled } = dialCallStatus
  const statuses: Readonly<Record<string, readonly string[]>> = {
    200: [completed],
    404: [failed],
    408: [noAnswer],
    480: [noAnswer],
    486: [busy],
    487: [noAnswer, busy, canceled],
    503: [failed],
    603: [busy, failed],
  }
  const answered = (code: string, header: readonly [string, string] | undefined): Case => ({
    name: header === undefined ? code : `${code}-with-header`,
    apply: (draft, ink) => {
      if (!settle(...(statuses[code] ?? [failed]))(draft)) return false
      draft.values[callId] = `${hexOf(ink, 32)}@0.0.0.0`
      draft.values[codeSlot] = code
      if (header !== undefined) draft.extras.push(header)
      return true
    },
  })
  const cases = Object.keys(statuses).map((code) => answered(code, undefined))
  return [
    {
      name: parameter.DialSipResponseCode,
      cases: [absent, ...cases, answered('200', [`${sipHeaders.slice(0, -1)}X-Foo`, 'bar'])],
    },
  ]
}

const sipHeaders = 'DialSipHeader_*'
