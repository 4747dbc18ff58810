import { twilioProblem } from '@ringback/twilio-client'
import {
  conferenceEvent,
  dialCallStatus,
  parameter,
  participantCallStatus,
  reasonConferenceEnded,
  reasonParticipantLeft,
  recordingSource,
} from '@ringback/catalog'
import { attributeValue, trimmedText, type KnownElement, type verb } from '@ringback/twiml'
import { conferenceNamed, participantValues, reportConference } from '../../rooms/report-conference.ts'
import type { Conference, ConferenceSubscription, Participant } from '../../rooms/conference.ts'
import { waitFor } from '../../legs/leg-life.ts'
import { finishRecording, startRecording } from '../../recordings/recordings.ts'
import { Interrupted, within } from '../../simulation/scope.ts'
import { logProblem } from '../../webhooks/send-webhook.ts'
import { emit } from '../../simulation/simulation.ts'
import { linkOf } from '../action-request.ts'
import { pass } from '../pass.ts'
import { recordingTarget } from '../recording-target.ts'
import type { VerbContext } from '../verb.ts'
import type { DialResult } from './dial-result.ts'

type Room = KnownElement<'Conference'>

/** Puts the call into a conference until it leaves or the conference ends. */
export async function dialConference(
  context: VerbContext,
  dial: KnownElement<typeof verb.Dial>,
  room: Room,
  result: DialResult,
): Promise<void> {
  const { simulation, leg, scope } = context
  const conference = conferenceNamed(simulation, trimmedText(room), subscriptionOf(context, room))
  const refusal = refusalOf(conference, room)
  if (refusal !== undefined) {
    logProblem(simulation, leg, refusal)
    return
  }
  result.status = dialCallStatus.answered
  const participant = participantOf(context, room)
  const record: string = attributeValue(room, 'record')
  const isOver = new Promise<void>((resolve) => {
    participant.ended = resolve
  })
  try {
    join(context, conference, participant)
    waitFor(simulation, leg, {}, { for: 'conference', conference: conference.name })
    if (!conference.hasStarted) await waitForStart(context, room, participant)
    if (record !== 'do-not-record') recordRoom(context, room, conference)
    await within<undefined>(scope, (resolve) => {
      void isOver.then(() => resolve(undefined))
      const stopLimit = simulation.clock.schedule(attributeValue(dial, 'timeLimit') * 1000, () =>
        resolve(undefined),
      )
      const stopStar = listenForStar(context, attributeValue(dial, 'hangupOnStar'), () => resolve(undefined))
      return () => {
        stopLimit()
        stopStar()
      }
    })
  } finally {
    leave(context, conference, participant)
  }
}

function participantOf({ leg, scope }: VerbContext, room: Room): Participant {
  return {
    leg,
    label: attributeValue(room, 'participantLabel'),
    muted: attributeValue(room, 'muted'),
    startsConference: attributeValue(room, 'startConferenceOnEnter'),
    endsConference: attributeValue(room, 'endConferenceOnExit'),
    coaching: attributeValue(room, 'coach') !== undefined,
    waiting: scope.child(),
    ended: () => {},
  }
}

function refusalOf(
  { name, participants }: Conference,
  room: Room,
): ReturnType<typeof twilioProblem> | undefined {
  const label = attributeValue(room, 'participantLabel')
  if (label !== undefined && participants.some((other) => other.label === label)) {
    return twilioProblem('label-in-use', `The label ${label} is already in use in conference ${name}.`)
  }
  const most = attributeValue(room, 'maxParticipants')
  if (participants.length < most) return undefined
  return twilioProblem('conference-full', `Conference ${name} is full: it already has ${most} participants.`)
}

function subscriptionOf(context: VerbContext, room: Room): ConferenceSubscription | undefined {
  const written = attributeValue(room, 'statusCallback')
  const url = written === undefined || written === '' ? undefined : linkOf(context, written)
  if (typeof url !== 'string') return undefined
  return {
    url,
    method: attributeValue(room, 'statusCallbackMethod'),
    events: attributeValue(room, 'statusCallbackEvent') ?? [],
  }
}

function join({ simulation, leg }: VerbContext, conference: Conference, participant: Participant): void {
  for (const other of conference.participants) {
    other.leg.others.add(leg)
    leg.others.add(other.leg)
  }
  conference.participants.push(participant)
  reportConference(simulation, leg, conference, {
    event: conferenceEvent.participantJoin,
    values: participantValues(participant),
  })
  const isStarted =
    !conference.hasStarted &&
    conference.participants.length > 1 &&
    conference.participants.some(({ startsConference }) => startsConference)
  if (!isStarted) return
  conference.hasStarted = true
  conference.startedAt = simulation.clock.now()
  reportConference(simulation, leg, conference, { event: conferenceEvent.conferenceStart, values: {} })
  for (const { waiting } of conference.participants) waiting.end({ type: 'enough' })
}

/** What Twilio plays while a participant waits for the conference to begin. */
const waitMusic = 'twilio:hold-music'

async function waitForStart(context: VerbContext, room: Room, { waiting }: Participant): Promise<void> {
  const { simulation, leg } = context
  const written = attributeValue(room, 'waitUrl')
  try {
    if (written === undefined) emit(simulation, leg, { type: 'played', url: waitMusic })
    const url = written === undefined || written === '' ? undefined : linkOf(context, written)
    if (typeof url === 'string') {
      const request = {
        kind: 'conference.wait-url',
        url,
        method: attributeValue(room, 'waitMethod'),
      } as const
      await context.runDocuments(
        { ...context, scope: waiting, place: 'conference-wait-url' },
        { type: 'request', request },
      )
    }
    await pass(simulation, waiting, Infinity)
  } catch (error) {
    if (!(error instanceof Interrupted) || error.ending.type !== 'enough') throw error
  }
}

function listenForStar({ leg }: VerbContext, isOn: boolean, work: () => void): () => void {
  const listener = {
    take: (input: { type: string; key?: string }) => {
      const isStar = isOn && input.key === '*'
      if (isStar) work()
      return isStar
    },
  }
  leg.listeners.push(listener)
  return () => leg.listeners.splice(leg.listeners.indexOf(listener), 1)
}

function leave({ simulation, leg }: VerbContext, conference: Conference, participant: Participant): void {
  conference.participants.splice(conference.participants.indexOf(participant), 1)
  for (const other of conference.participants) {
    other.leg.others.delete(leg)
    leg.others.delete(other.leg)
  }
  if (!simulation.conferences.has(conference.name)) return
  reportConference(simulation, leg, conference, {
    event: conferenceEvent.participantLeave,
    values: {
      ...participantValues(participant),
      [parameter.ParticipantCallStatus]:
        leg.endedAt === undefined ? participantCallStatus.inProgress : participantCallStatus.completed,
      [parameter.ReasonParticipantLeft]: reasonParticipantLeft.participantHungUp,
      [parameter.Reason]: 'Participant left',
    },
  })
  const isLast = conference.participants.length === 0
  if (!isLast && !participant.endsConference) return
  simulation.conferences.delete(conference.name)
  reportConference(simulation, leg, conference, {
    event: conferenceEvent.conferenceEnd,
    values: {
      [parameter.CallSidEndingConference]: leg.sid,
      [parameter.ParticipantLabelEndingConference]: participant.label,
      [parameter.ReasonConferenceEnded]: participant.endsConference
        ? reasonConferenceEnded.participantWithEndConferenceOnExitLeft
        : reasonConferenceEnded.lastParticipantLeft,
      [parameter.Reason]: participant.endsConference
        ? 'Participant with endConferenceOnExit left'
        : 'Last participant left',
    },
  })
  for (const other of conference.participants) other.ended()
}

/** Records the conference, starting with the first participant whose TwiML asks for it. */
function recordRoom(context: VerbContext, room: Room, conference: Conference): void {
  const { simulation, leg } = context
  const key = `conference ${conference.sid}`
  if (leg.beside.has(key) || conference.participants[0]?.leg !== leg) return
  const target = recordingTarget(context, room, 'recording.conference', recordingSource.conference)
  const subscription = target && { ...target, conferenceSid: conference.sid }
  const recording = startRecording(simulation, leg, subscription)
  leg.beside.set(key, () => {
    const seconds = Math.ceil((simulation.clock.now() - recording.startedAt) / 1000)
    finishRecording(simulation, leg, recording, seconds)
  })
}
