import {
  conferenceEvent,
  parameter,
  reasonConferenceEnded,
  recordingSource,
  recordingStatus,
  recordingTrack,
  type RecordingSource,
} from '@ringback/catalog'
import type { CallEvent, EventOf } from '@ringback/simulator'
import type { Participant } from '@ringback/simulator/engine'
import { addNotification, type Account } from './account.ts'
import { conferenceRow, participantRow, type ConferenceRow } from './conference-row.ts'
import type { RecordingRow } from './recording-row.ts'

/** Updates the account with everything that happens in the simulation. */
export function observe(account: Account): void {
  account.simulation.log.listen((event) => {
    const row = account.calls.get(event.callSid)
    if (row !== undefined) row.updatedAt = account.simulation.clock.now()
    enter(account, event)
  })
}

function enter(account: Account, event: CallEvent): void {
  if (event.type === 'call-started') enterCall(account, event)
  else if (event.type === 'problem') enterProblem(account, event)
  else if (event.type === 'recorded') enterRecorded(account, event)
  else if (event.type === 'webhook-sent') enterRecordingReport(account, event)
  else if (event.type === 'conference') enterConference(account, event)
  else if (event.type === 'enqueued') enterQueue(account, event)
}

function enterProblem(account: Account, { callSid, level, message, twilioCode }: EventOf<'problem'>): void {
  if (twilioCode !== null) addNotification(account, { callSid, code: twilioCode, level, message })
}

function enterRecorded(account: Account, { callSid, recordingSid, seconds }: EventOf<'recorded'>): void {
  updateRecording(account, recordingSid, callSid, {
    source: recordingSource.recordVerb,
    status: recordingStatus.completed,
    seconds,
  })
}

function enterQueue({ queueDates, simulation }: Account, { queueSid }: EventOf<'enqueued'>): void {
  const now = simulation.clock.now()
  queueDates.set(queueSid, { created: queueDates.get(queueSid)?.created ?? now, updated: now })
}

/** Calls that were not created over the REST API: incoming ones, and those that verbs dial. */
function enterCall({ calls, simulation }: Account, event: EventOf<'call-started'>): void {
  const known = calls.get(event.callSid)
  if (known !== undefined) {
    known.leg = simulation.legs.get(event.callSid)
    return
  }
  const now = simulation.clock.now()
  calls.set(event.callSid, {
    sid: event.callSid,
    from: event.from,
    to: event.to,
    direction: event.direction,
    parentCallSid: event.parentCallSid,
    createdAt: now,
    updatedAt: now,
    queueMs: 0,
    leg: simulation.legs.get(event.callSid),
    isCanceled: false,
    unplace: () => {},
  })
}

/** Copies what a webhook says about a recording. */
function enterRecordingReport(account: Account, { callSid, parameters }: EventOf<'webhook-sent'>): void {
  const sid = parameters[parameter.RecordingSid]
  if (sid === undefined) return
  const duration = parameters[parameter.RecordingDuration]
  const channels = parameters[parameter.RecordingChannels]
  updateRecording(account, sid, callSid, {
    status: parameters[parameter.RecordingStatus],
    conferenceSid: parameters[parameter.ConferenceSid],
    seconds: duration === undefined ? undefined : Number(duration),
    channels: channels === undefined ? undefined : Number(channels),
    // The simulator sends only the sources of the catalog.
    source: parameters[parameter.RecordingSource] as RecordingSource | undefined,
    track: parameters[parameter.RecordingTrack],
  })
}

type RecordingNews = {
  readonly [Field in keyof Omit<RecordingRow, 'sid' | 'callSid' | 'startedAt' | 'stop'>]?:
    | RecordingRow[Field]
    | undefined
}

/** Adds a recording, or its new status. */
export function updateRecording(
  { recordings, simulation }: Account,
  sid: string,
  callSid: string,
  news: RecordingNews,
): RecordingRow {
  const now = simulation.clock.now()
  const row = recordings.get(sid) ?? {
    sid,
    callSid,
    startedAt: now,
    conferenceSid: null,
    updatedAt: now,
    status: recordingStatus.completed,
    seconds: undefined,
    channels: 1,
    source: recordingSource.dialVerb,
    track: recordingTrack.both,
    stop: undefined,
  }
  recordings.set(sid, row)
  const told = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== undefined))
  Object.assign(row, told, { updatedAt: now })
  return row
}

function enterConference({ conferences, simulation }: Account, event: EventOf<'conference'>): void {
  const now = simulation.clock.now()
  const running = simulation.conferences.get(event.conference)
  const row =
    running === undefined
      ? [...conferences.values()].findLast(({ conference }) => conference.name === event.conference)
      : (conferences.get(running.sid) ?? conferenceRow(running, now))
  if (row === undefined) return
  row.updatedAt = now
  conferences.set(row.conference.sid, row)
  for (const participant of row.conference.participants) enterParticipant(row, participant, now)
  if (event.event !== conferenceEvent.conferenceEnd) return
  row.endedAt ??= now
  row.callSidEnding ??= event.callSid
  row.reasonEnded ??= row.participants.get(event.callSid)?.participant?.endsConference
    ? reasonConferenceEnded.participantWithEndConferenceOnExitLeft
    : reasonConferenceEnded.lastParticipantLeft
}

function enterParticipant({ participants }: ConferenceRow, participant: Participant, now: number): void {
  const { sid } = participant.leg
  const known = participants.get(sid)
  if (known?.participant === participant) return
  if (known !== undefined && known.participant === undefined) {
    known.participant = participant
    known.updatedAt = now
  } else participants.set(sid, participantRow(sid, participant, participant, now))
}
