import {
  conferenceEvent,
  parameter,
  sidPrefix,
  type ConferenceEvent,
  type WebhookKind,
} from '@ringback/catalog'
import { rfc2822 } from './dates.ts'
import type { Leg } from './leg.ts'
import type { Scope } from './scope.ts'
import { notify } from './send.ts'
import type { ParameterValues } from './webhook-parameters.ts'
import { emit, type World } from './world.ts'

/** One leg in a room. */
export interface Participant {
  readonly leg: Leg
  readonly label: string | undefined
  readonly muted: boolean
  readonly startsConference: boolean
  readonly endsConference: boolean
  readonly coaching: boolean
  /** Ends when the conference begins. */
  readonly waiting: Scope
  /** Called when the conference is over. */
  ended: () => void
}

/** Where the events of a room go; taken from whoever came first. */
export interface ConferenceSubscription {
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** The words of `statusCallbackEvent`. */
  readonly events: readonly string[]
}

/** A room. */
export interface Conference {
  readonly name: string
  readonly sid: string
  readonly participants: Participant[]
  readonly subscription: ConferenceSubscription | undefined
  hasStarted: boolean
  startedAt: number | undefined
  /** The number of the next event. */
  sequence: number
}

/** The room of that name; made when it is not there. */
export function conferenceNamed(
  world: World,
  name: string,
  subscription: ConferenceSubscription | undefined,
): Conference {
  const conference = world.conferences.get(name) ?? {
    name,
    sid: world.ids.sid(sidPrefix.conference),
    participants: [],
    subscription,
    hasStarted: false,
    startedAt: undefined,
    sequence: 1,
  }
  world.conferences.set(name, conference)
  return conference
}

/** The kind of the webhook of an event, and the word of `statusCallbackEvent` that subscribes to it. */
const events: ReadonlyMap<ConferenceEvent, { readonly kind: WebhookKind; readonly word: string }> = new Map([
  [conferenceEvent.conferenceStart, { kind: 'conference.conference-start', word: 'start' }],
  [conferenceEvent.conferenceEnd, { kind: 'conference.conference-end', word: 'end' }],
  [conferenceEvent.participantJoin, { kind: 'conference.participant-join', word: 'join' }],
  [conferenceEvent.participantLeave, { kind: 'conference.participant-leave', word: 'leave' }],
] as const)

/** Logs an event of a room, and reports it where that was asked for. */
export function reportConference(
  world: World,
  leg: Leg,
  conference: Conference,
  event: ConferenceEvent,
  values: ParameterValues,
): void {
  emit(world, leg, { type: 'conference', conference: conference.name, event })
  const row = events.get(event)
  const { subscription } = conference
  if (row === undefined || subscription?.events.includes(row.word) !== true) return
  notify(world, leg, {
    kind: row.kind,
    url: subscription.url,
    method: subscription.method,
    values: {
      [parameter.ConferenceSid]: conference.sid,
      [parameter.FriendlyName]: conference.name,
      [parameter.SequenceNumber]: String(conference.sequence),
      [parameter.Timestamp]: rfc2822(world.clock.now()),
      [parameter.StatusCallbackEvent]: event,
      ...values,
    },
  })
  conference.sequence += 1
}

/** What an event of one participant says about that participant. */
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
