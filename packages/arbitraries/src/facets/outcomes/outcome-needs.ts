import {
  callStatus,
  parameter,
  reasonConferenceEnded,
  siprecEvent,
  transcriptionStatus,
  verificationStatus,
  virtualAgentStatus,
} from '@ringback/catalog'
import { isClientAddress } from '../../values/client-identity.ts'
import type { Draft } from '../../kind/draft.ts'
import type { KindShape } from '../../kind/kind-shape.ts'
import type { Need } from '../parameter-facet.ts'

/** Parameters that are sent only with certain values of another one, which comes before them. */
interface Dependence {
  readonly on: string
  readonly values: readonly string[]
  readonly parameters: readonly string[]
}

const dependences: readonly Dependence[] = [
  {
    on: parameter.VirtualAgentStatus,
    values: [virtualAgentStatus.failed],
    parameters: [parameter.VirtualAgentError, parameter.VirtualAgentErrorCode],
  },
  {
    on: parameter.SiprecEvent,
    values: [siprecEvent.siprecError],
    parameters: [parameter.SiprecError, parameter.SiprecErrorCode],
  },
  {
    on: parameter.TranscriptionStatus,
    values: [transcriptionStatus.completed],
    parameters: [parameter.TranscriptionText],
  },
  {
    on: parameter.VerificationStatus,
    values: [verificationStatus.success],
    parameters: [parameter.OutgoingCallerIdSid],
  },
  {
    on: parameter.ReasonConferenceEnded,
    values: [
      reasonConferenceEnded.lastParticipantLeft,
      reasonConferenceEnded.lastParticipantKicked,
      reasonConferenceEnded.participantWithEndConferenceOnExitKicked,
      reasonConferenceEnded.participantWithEndConferenceOnExitLeft,
    ],
    parameters: [parameter.CallSidEndingConference, parameter.ParticipantLabelEndingConference],
  },
]

/** What must hold for the parameters of a kind that depend on another one. */
export function outcomeNeeds(shape: KindShape): Readonly<Record<string, Need>> {
  const needs = dependences
    .filter(({ on }) => shape.rowOf(on) !== undefined)
    .flatMap(({ on, values, parameters }) => {
      const need = needOf(shape.slotOf(on), on, values)
      return parameters.map((name) => [name, need] as const)
    })
  return Object.fromEntries(needs)
}

function needOf(slot: number, on: string, values: readonly string[]): Need {
  const [first = ''] = values
  return (draft: Draft) => {
    if (values.includes(draft.values[slot] ?? '')) return true
    if (draft.odd.includes(on)) return false
    draft.values[slot] = first
    return true
  }
}

/**
 * A dialled application whose caller is a client has no ApplicationSid here, nor has a redirect before the answer: with
 * one, the request would look like that of a client's own application.
 */
export function applicationNeeds({ kind }: KindShape): Readonly<Record<string, Need>> {
  const isOfClient = (draft: Draft): boolean => isClientAddress(draft.from.address)
  if (kind === 'dial.application') return { [parameter.ApplicationSid]: (draft) => !isOfClient(draft) }
  if (kind !== 'voice.redirect') return {}
  return {
    [parameter.ApplicationSid]: (draft) => !isOfClient(draft) || draft.status !== callStatus.ringing,
  }
}
