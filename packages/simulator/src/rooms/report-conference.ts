import {
  conferenceEvent,
  formatRfc2822,
  parameter,
  sidPrefix,
  type ConferenceEvent,
  type WebhookKind,
} from '@ringback/catalog'
import type { Leg } from '../legs/leg.ts'
import { emit, type Simulation } from '../simulation/simulation.ts'
import { notify } from '../webhooks/send-webhook.ts'
import type { ParameterValues } from '../webhooks/webhook-parameters.ts'
import type { Conference, ConferenceSubscription, Participant } from './conference.ts'

/** The conference of that name, created if it does not exist. */
export function conferenceNamed(
  simulation: Simulation,
  name: string,
  subscription: ConferenceSubscription | undefined,
): Conference {
  const conference = simulation.conferences.get(name) ?? {
    name,
    sid: simulation.ids.sid(sidPrefix.conference),
    participants: [],
    subscription,
    hasStarted: false,
    startedAt: undefined,
    sequence: 1,
  }
  simulation.conferences.set(name, conference)
  return conference
}

/** The kind of the webhook of an event, and the word of `statusCallbackEvent` that subscribes to it. */
const events: ReadonlyMap<ConferenceEvent, { readonly kind: WebhookKind; readonly word: string }> = new Map([
  [conferenceEvent.conferenceStart, { kind: 'conference.conference-start', word: 'start' }],
  [conferenceEvent.conferenceEnd, { kind: 'conference.conference-end', word: 'end' }],
  [conferenceEvent.participantJoin, { kind: 'conference.participant-join', word: 'join' }],
  [conferenceEvent.participantLeave, { kind: 'conference.participant-leave', word: 'leave' }],
] as const)

/** A conference event, and the parameters that its webhook has besides those of the conference. */
export interface ConferenceChange {
  readonly event: ConferenceEvent
  readonly values: ParameterValues
}

/** Logs a conference event, and sends the callback if it subscribes to that event. */
export function reportConference(
  simulation: Simulation,
  leg: Leg,
  conference: Conference,
  { event, values }: ConferenceChange,
): void {
  emit(simulation, leg, { type: 'conference', conference: conference.name, event })
  const row = events.get(event)
  const { subscription } = conference
  if (row === undefined || subscription?.events.includes(row.word) !== true) return
  notify(simulation, leg, {
    kind: row.kind,
    url: subscription.url,
    method: subscription.method,
    values: {
      [parameter.ConferenceSid]: conference.sid,
      [parameter.FriendlyName]: conference.name,
      [parameter.SequenceNumber]: String(conference.sequence),
      [parameter.Timestamp]: formatRfc2822(simulation.clock.now()),
      [parameter.StatusCallbackEvent]: event,
      ...values,
    },
  })
  conference.sequence += 1
}

/** The parameters about one participant in that participant's events. */
export function participantValues({
  muted,
  coaching,
  endsConference,
  startsConference,
  label,
}: Participant): ParameterValues {
  return {
    [parameter.Muted]: String(muted),
    [parameter.Hold]: String(false),
    [parameter.Coaching]: String(coaching),
    [parameter.EndConferenceOnExit]: String(endsConference),
    [parameter.StartConferenceOnEnter]: String(startsConference),
    [parameter.ParticipantLabel]: label,
  }
}
