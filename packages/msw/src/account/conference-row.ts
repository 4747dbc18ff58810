import type { Conference, Participant } from '@ringback/simulator/engine'

/** A conference as the REST API knows it, also after its end. */
export interface ConferenceRow {
  readonly conference: Conference
  readonly createdAt: number
  updatedAt: number
  endedAt: number | undefined
  /** By CallSid: the participants, and those who are being called. */
  readonly participants: Map<string, ParticipantRow>
  /** Why it ended. */
  reasonEnded: string | undefined
  callSidEnding: string | undefined
}

/** The data of a participant that the conference of the simulation does not have. */
export interface ParticipantRow {
  readonly callSid: string
  readonly createdAt: number
  updatedAt: number
  /** Set once the call is in the conference. */
  participant: Participant | undefined
  /** The settings with which the call enters the conference. */
  readonly asked: Pick<Participant, 'label' | 'muted' | 'startsConference' | 'endsConference' | 'coaching'>
  hold: boolean
  callSidToCoach: string | null
  /** Stops the hold music. */
  stopHold: () => void
}

/** Creates a conference without participants. */
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

/** A call that is in a conference, or on its way there. */
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
