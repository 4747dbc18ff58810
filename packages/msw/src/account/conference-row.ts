import type { Conference, Participant } from '@ringback/simulator'

/** A room as the REST API knows it, also when it is over. */
export interface ConferenceRow {
  readonly conference: Conference
  readonly createdAt: number
  updatedAt: number
  endedAt: number | undefined
  /** What the room does not know of its participants, by CallSid. */
  readonly participants: Map<string, ParticipantRow>
  /** Why it ended, where the app ended it. */
  reasonEnded: string | undefined
  callSidEnding: string | undefined
}

/** Somebody in a room. */
export interface ParticipantRow {
  readonly participant: Participant
  readonly createdAt: number
  updatedAt: number
  hold: boolean
  callSidToCoach: string | null
}
