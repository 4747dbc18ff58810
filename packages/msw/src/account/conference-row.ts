import type { Conference, Participant } from '@ringback/simulator/engine'

/** A room as the REST API knows it, also when it is over. */
export interface ConferenceRow {
  readonly conference: Conference
  readonly createdAt: number
  updatedAt: number
  endedAt: number | undefined
  /** By CallSid: those in the room, and those who are being called into it. */
  readonly participants: Map<string, ParticipantRow>
  /** Why it ended. */
  reasonEnded: string | undefined
  callSidEnding: string | undefined
}

/** What is known of somebody in a room beside what the room itself knows. */
export interface ParticipantRow {
  readonly callSid: string
  readonly createdAt: number
  updatedAt: number
  /** Once the call is in the room. */
  participant: Participant | undefined
  /** How the call was told to enter the room. */
  readonly asked: Pick<Participant, 'label' | 'muted' | 'startsConference' | 'endsConference' | 'coaching'>
  hold: boolean
  callSidToCoach: string | null
  /** Ends what is played to somebody on hold. */
  stopHold: () => void
}

/** A room of which nothing is known yet. */
export function conferenceRow(conference: Conference, now: number): ConferenceRow {
  return {
    conference,
    createdAt: now,
    updatedAt: now,
    endedAt: undefined,
    participants: new Map(),
    reasonEnded: undefined,
    callSidEnding: undefined,
  }
}

/** A call that is in a room, or on its way there. */
export function participantRow(
  callSid: string,
  asked: ParticipantRow['asked'],
  participant: Participant | undefined,
  now: number,
): ParticipantRow {
  return {
    callSid,
    createdAt: now,
    updatedAt: now,
    participant,
    asked,
    hold: false,
    callSidToCoach: null,
    stopHold: () => {},
  }
}
