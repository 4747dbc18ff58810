import { callStatus, parameter, sipResponseStatuses } from '@ringback/catalog'
import { absent, type Case, type Facet } from '../../kind/facet.ts'
import type { KindShape } from '../../kind/kind-shape.ts'
import { grammarForms } from '../../values/grammar-forms.ts'
import { settleStatus } from './call-status.ts'
import { parameterFacet } from '../parameter-facet.ts'
import { recordingGroupFacet } from './recording-group.ts'

/** The parameters of a call-progress callback besides the status: the SIP response, who answered, the recording. */
export function progressFacets(shape: KindShape): readonly Facet[] {
  if (shape.row.family !== 'call-status') return []
  const facets: Facet[] = []
  const response = shape.rowOf(parameter.SipResponseCode)
  if (response !== undefined) {
    shape.claim(response.name)
    const slot = shape.slotOf(response.name)
    facets.push({
      name: response.name,
      cases: [absent, ...Object.keys(sipResponseStatuses).map((code) => responded(slot, code))],
    })
  }
  const answered = shape.rowOf(parameter.AnsweredBy)
  if (answered !== undefined && shape.rowOf(parameter.CallStatus) !== undefined) {
    facets.push(
      parameterFacet(shape, answered, grammarForms(answered), (draft) =>
        settleStatus(draft, [callStatus.completed, callStatus.inProgress]),
      ),
    )
  }
  if (shape.rowOf(parameter.RecordingUrl) !== undefined) {
    facets.push(recordingGroupFacet(shape, (draft) => settleStatus(draft, [callStatus.completed])))
  }
  return [...facets, ...sequenceFacets(shape)]
}

function responded(slot: number, code: string): Case {
  return {
    name: code,
    apply: (draft) => {
      if (!settleStatus(draft, sipResponseStatuses[code] ?? [])) return false
      draft.values[slot] = code
      return true
    },
  }
}

const fullSubscription: readonly string[] = [callStatus.initiated, callStatus.ringing, callStatus.inProgress]

/** A callback counts the events of its subscription: 0 when only the end is subscribed to. */
function sequenceFacets(shape: KindShape): readonly Facet[] {
  const row = shape.rowOf(parameter.SequenceNumber)
  if (row === undefined || shape.rowOf(parameter.CallbackSource) === undefined) return []
  shape.claim(row.name)
  const slot = shape.slotOf(row.name)
  const isOptional = row.presence === 'conditional'
  const counted = (name: string, position: (status: string) => number): Case => ({
    name,
    apply: (draft) => {
      draft.values[slot] = String(position(draft.status ?? ''))
      return true
    },
  })
  const place = (status: string): number => {
    const at = fullSubscription.indexOf(status)
    return at === -1 ? fullSubscription.length : at
  }
  return [
    {
      name: row.name,
      cases: [
        counted('only-event', () => 0),
        counted('of-all-events', place),
        counted('without-ringing', (status) => Math.max(0, place(status) - 1)),
        ...(isOptional ? [withoutProgress(shape)] : []),
      ],
    },
  ]
}

/** As before 2015: a callback without time stamp, source and sequence number. */
function withoutProgress(shape: KindShape): Case {
  const slots = [parameter.Timestamp, parameter.CallbackSource, parameter.SequenceNumber].map(shape.slotOf)
  return {
    name: 'legacy-callback',
    apply: (draft) => {
      for (const slot of slots) draft.values[slot] = undefined
      return true
    },
  }
}
