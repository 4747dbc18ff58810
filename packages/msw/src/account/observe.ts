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
import { addNotification, type Account } from './account.ts'
import type { RecordingRow } from './recording-row.ts'

/** Keeps the account's books: everything that happens in the virtual account is entered as it happens. */
export function observe(account: Account): void {
  account.world.log.listen((event) => {
    const row = account.calls.get(event.callSid)
    if (row !== undefined) row.updatedAt = account.world.clock.now()
    enter(account, event)
  })
}

function enter(account: Account, event: CallEvent): void {
  switch (event.type) {
    case 'call-started':
      enterCall(account, event)
      return
    case 'problem':
      if (event.twilioCode === null) return
      addNotification(account, {
        callSid: event.callSid,
        code: event.twilioCode,
        level: event.level,
        message: event.message,
      })
      return
    case 'recorded':
      updateRecording(account, event.recordingSid, event.callSid, {
        source: recordingSource.recordVerb,
        status: recordingStatus.completed,
        seconds: event.seconds,
      })
      return
    case 'webhook-sent':
      enterRecordingReport(account, event)
      return
    case 'conference':
      enterConference(account, event)
      return
    case 'enqueued': {
      const now = account.world.clock.now()
      const known = account.queueDates.get(event.queueSid)
      account.queueDates.set(event.queueSid, { created: known?.created ?? now, updated: now })
    }
  }
}

/** Calls that nobody asked for over the REST API: incoming ones, and those that verbs dial. */
function enterCall({ calls, world }: Account, event: EventOf<'call-started'>): void {
  const known = calls.get(event.callSid)
  if (known !== undefined) {
    known.leg = world.legs.get(event.callSid)
    return
  }
  const now = world.clock.now()
  calls.set(event.callSid, {
    sid: event.callSid,
    from: event.from,
    to: event.to,
    direction: event.direction,
    parentCallSid: event.parentCallSid,
    createdAt: now,
    updatedAt: now,
    queueMs: 0,
    leg: world.legs.get(event.callSid),
    isCanceled: false,
    unplace: () => {},
  })
}

/** Whatever a webhook says about a recording is true of it. */
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

/** Enters a recording, or what became of it. */
export function updateRecording(
  { recordings, world }: Account,
  sid: string,
  callSid: string,
  news: RecordingNews,
): RecordingRow {
  const now = world.clock.now()
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

function enterConference({ conferences, world }: Account, event: EventOf<'conference'>): void {
  const now = world.clock.now()
  const running = world.conferences.get(event.conference)
  const row =
    running === undefined
      ? [...conferences.values()].find(
          ({ conference, endedAt }) => conference.name === event.conference && endedAt === undefined,
        )
      : (conferences.get(running.sid) ?? {
          conference: running,
          createdAt: now,
          updatedAt: now,
          endedAt: undefined,
          participants: new Map(),
          reasonEnded: undefined,
          callSidEnding: undefined,
        })
  if (row === undefined) return
  row.updatedAt = now
  conferences.set(row.conference.sid, row)
  for (const participant of row.conference.participants) {
    if (row.participants.get(participant.leg.sid)?.participant === participant) continue
    row.participants.set(participant.leg.sid, {
      participant,
      createdAt: now,
      updatedAt: now,
      hold: false,
      callSidToCoach: null,
    })
  }
  if (event.event !== conferenceEvent.conferenceEnd) return
  row.endedAt = now
  row.callSidEnding ??= event.callSid
  row.reasonEnded ??= row.participants.get(event.callSid)?.participant.endsConference
    ? reasonConferenceEnded.participantWithEndConferenceOnExitLeft
    : reasonConferenceEnded.lastParticipantLeft
}
