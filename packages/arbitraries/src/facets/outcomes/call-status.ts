import { callStatus, direction, isFinalCallStatus, parameter } from '@ringback/catalog'
import type { Draft } from '../../kind/draft.ts'
import type { Case, Facet } from '../../kind/facet.ts'
import { integerOf } from '../../forms/detail-seed.ts'
import { isRequired, type KindShape } from '../../kind/kind-shape.ts'
import { knownValues } from '../../values/grammar-forms.ts'

/** The status of the call, and the duration of a call that has ended. */
export function statusFacets(shape: KindShape): readonly Facet[] {
  const row = shape.rowOf(parameter.CallStatus)
  const values = row === undefined ? undefined : knownValues(row)
  if (row === undefined || values === undefined || shape.isClaimed(row.name)) return []
  shape.claim(row.name)
  // Without a subscription to other events, the callback is sent when the call has ended.
  const plain =
    shape.row.family === 'call-status' && values.includes(callStatus.completed)
      ? callStatus.completed
      : row.example
  const others = values.filter((value) => value !== plain)
  const status: Facet = { name: row.name, cases: [inStatus(plain), ...others.map(inStatus)] }
  return [status, ...durationFacets(shape)]
}

function inStatus(value: string): Case {
  return {
    name: value,
    apply: (draft) => {
      if (!isPossible(value, draft)) return false
      draft.status = value
      return true
    },
  }
}

// Only what the REST API places is ever queued (docs/facts/webhooks.md, section 5.1).
function isPossible(status: string, draft: Draft): boolean {
  if (status === callStatus.queued) return draft.direction === direction.outboundApi
  if (status === callStatus.initiated) return draft.direction !== direction.inbound
  return true
}

/**
 * Gives the call one of some statuses. True when it has one already, or when its status was still the plain one and could be
 * changed.
 */
export function settleStatus(draft: Draft, statuses: readonly string[]): boolean {
  if (draft.status !== undefined && statuses.includes(draft.status)) return true
  const [first] = statuses
  if (first === undefined || draft.odd.includes(parameter.CallStatus) || draft.odd.includes(settled))
    return false
  if (!isPossible(first, draft)) return false
  draft.status = first
  draft.odd.push(settled)
  return true
}

// Only one facet may change the status.
const settled = 'CallStatus settled'

function durationFacets(shape: KindShape): readonly Facet[] {
  const row = shape.rowOf(parameter.CallDuration)
  if (row === undefined) return []
  const minutes = shape.rowOf(parameter.Duration)
  shape.claim(row.name, parameter.Duration)
  const plain: Case = {
    name: 'under-a-minute',
    apply: (draft, seed) => {
      draft.seconds = seed === 0 ? 26 : integerOf(seed, 1, 59)
      return true
    },
  }
  const others = [
    lasting('one-minute', 60),
    lasting('over-a-minute', 61),
    lasting('one-second', 1),
    lasting('four-hours', 14_400),
  ]
  // Twilio was seen to send 0, and to send nothing.
  const withoutZero: Case = {
    name: 'absent',
    apply: (draft) => {
      const { status } = draft
      if (status === undefined || !isFinalCallStatus(status) || status === callStatus.completed) return false
      draft.hasZeroDuration = false
      return true
    },
  }
  const optional = isRequired(row) ? [] : [withoutZero]
  const durations: Facet = { name: row.name, cases: [plain, ...others, ...optional] }
  if (minutes === undefined || isRequired(minutes)) return [durations]
  const without: Case = {
    name: 'absent',
    apply: (draft) => {
      if (draft.status === undefined || !isFinalCallStatus(draft.status)) return false
      draft.hasMinutes = false
      return true
    },
  }
  return [durations, { name: parameter.Duration, cases: [{ name: 'present', apply: () => true }, without] }]
}

function lasting(name: string, seconds: number): Case {
  return {
    name,
    apply: (draft) => {
      if (draft.status !== callStatus.completed) return false
      draft.seconds = seconds
      return true
    },
  }
}
