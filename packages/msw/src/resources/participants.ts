import { conferenceEvent, limits, type ConferenceEvent, formatRfc2822 } from '@ringback/catalog'
import type { Participant } from '@ringback/simulator/engine'
import { uriOf, type Account } from '../account/account.ts'
import { isOver, statusOf } from '../account/call-row.ts'
import type { ConferenceRow, ParticipantRow } from '../account/conference-row.ts'
import { created, found, gone, refused, type Answer } from '../api/answer.ts'
import { flagOf, targetOf, type ApiRequest } from '../api/api-request.ts'
import { checkFormats } from '../api/check-formats.ts'
import { pageOf } from '../api/paging.ts'
import type { Route } from '../api/route.ts'
import { callParticipant } from '../conferences/call-participant.ts'
import { connectRoom } from '../conferences/connect-room.ts'
import { announce, playTo } from '../conferences/play-to-participant.ts'
import { reportChange } from '../conferences/report-change.ts'
import { participantRules } from '../data/call-rules.ts'
import { restParameter, type RestParameter } from '../data/rest-parameter.ts'
import { participantStatus } from '../data/rest-values.ts'
import { conferenceOf } from './conferences.ts'

const collection = '/Conferences/{ConferenceSid}/Participants'
const item = `${collection}/{Participant}`

/** The participants of a conference, by CallSid or label. */
export const participantRoutes: readonly Route[] = [
  { method: 'GET', path: collection, run: list },
  { method: 'POST', path: collection, run: create },
  {
    method: 'GET',
    path: item,
    run(account, request) {
      const conference = conferenceOf(account, request)
      return found(resourceOf(account, conference, participantOf(account, conference, request)))
    },
  },
  { method: 'POST', path: item, run: change },
  {
    method: 'DELETE',
    path: item,
    run(account, request) {
      const conference = conferenceOf(account, request)
      const { participant } = participantOf(account, conference, request)
      if (participant === undefined) throw refused('notInProgress')
      participant.ended()
      return gone
    },
  },
]

/** Those in the conference, and those who are being called. */
function present({ calls }: Account, { conference, participants }: ConferenceRow): readonly ParticipantRow[] {
  return [...participants.values()].filter(({ participant, callSid }) => {
    if (participant !== undefined) return conference.participants.includes(participant)
    const call = calls.get(callSid)
    return call !== undefined && !isOver(call)
  })
}

function participantOf(account: Account, row: ConferenceRow, { sids, path }: ApiRequest): ParticipantRow {
  const wanted = sids['Participant']
  const found = present(account, row).find(
    ({ callSid, asked }) => callSid === wanted || asked.label === wanted,
  )
  if (found === undefined) throw refused('notFound', path)
  return found
}

function list(account: Account, request: ApiRequest): Answer {
  const row = conferenceOf(account, request)
  const is = (name: RestParameter, value: boolean): boolean =>
    (flagOf(request.query, name) ?? value) === value
  const rows = present(account, row).filter((each) => {
    const { muted, coaching } = each.participant ?? each.asked
    return (
      is(restParameter.Muted, muted) &&
      is(restParameter.Hold, each.hold) &&
      is(restParameter.Coaching, coaching)
    )
  })
  return pageOf(request, {
    field: 'participants',
    rows,
    key: ({ callSid }) => callSid,
    render: (each) => resourceOf(account, row, each),
  })
}

function create(account: Account, { form, sids, path }: ApiRequest): Answer {
  const label = form.get(restParameter.Label)
  if ((label ?? '').length > limits.participantLabelCharacters) {
    throw refused('parameter', restParameter.Label)
  }
  const { conference, participant } = callParticipant(account, sids['ConferenceSid'] ?? '', form, path)
  return created(resourceOf(account, conference, participant))
}

function change(account: Account, request: ApiRequest): Answer {
  const { form } = request
  const conference = conferenceOf(account, request)
  const row = participantOf(account, conference, request)
  checkFormats(form, participantRules)
  const { participant } = row
  if (participant === undefined) throw refused('notInProgress')
  const events = [
    mute(participant, flagOf(form, restParameter.Muted)),
    hold(account, row, participant, request),
    modify(row, participant, request),
  ]
  row.updatedAt = account.simulation.clock.now()
  connectRoom(conference)
  for (const event of events) {
    if (event !== undefined) reportChange(account, conference, participant, event)
  }
  const announcement = targetOf(form, restParameter.AnnounceUrl, restParameter.AnnounceMethod)
  if (announcement !== undefined) announce(account, conference, [participant], announcement)
  return found(resourceOf(account, conference, row))
}

function mute(participant: Participant, muted: boolean | undefined): ConferenceEvent | undefined {
  if (muted === undefined || muted === participant.muted) return undefined
  // Only the REST API changes the settings of a participant.
  Object.assign(participant, { muted })
  return muted ? conferenceEvent.participantMute : conferenceEvent.participantUnmute
}

function hold(
  account: Account,
  row: ParticipantRow,
  participant: Participant,
  { form }: ApiRequest,
): ConferenceEvent | undefined {
  const wanted = flagOf(form, restParameter.Hold)
  if (wanted === undefined || wanted === row.hold) return undefined
  row.hold = wanted
  row.stopHold()
  const music = wanted ? targetOf(form, restParameter.HoldUrl, restParameter.HoldMethod) : undefined
  row.stopHold =
    music === undefined ? () => {} : playTo(account, participant, 'participant.hold-url', music).stop
  return wanted ? conferenceEvent.participantHold : conferenceEvent.participantUnhold
}

function modify(
  row: ParticipantRow,
  participant: Participant,
  { form }: ApiRequest,
): ConferenceEvent | undefined {
  const endsConference = flagOf(form, restParameter.EndConferenceOnExit)
  const coaching = flagOf(form, restParameter.Coaching)
  if (endsConference === undefined && coaching === undefined) return undefined
  row.callSidToCoach = form.get(restParameter.CallSidToCoach) ?? row.callSidToCoach
  Object.assign(
    participant,
    endsConference !== undefined && { endsConference },
    coaching !== undefined && { coaching },
  )
  return conferenceEvent.participantModify
}

function resourceOf(
  account: Account,
  { conference }: ConferenceRow,
  row: ParticipantRow,
): Readonly<Record<string, unknown>> {
  const { callSid, participant } = row
  const { label, muted, coaching, startsConference, endsConference } = participant ?? row.asked
  const call = account.calls.get(callSid)
  return {
    account_sid: account.simulation.accountSid,
    call_sid: callSid,
    label: label ?? null,
    conference_sid: conference.sid,
    call_sid_to_coach: row.callSidToCoach,
    coaching,
    date_created: formatRfc2822(row.createdAt),
    date_updated: formatRfc2822(row.updatedAt),
    end_conference_on_exit: endsConference,
    hold: row.hold,
    muted,
    queue_time: String(call?.queueMs ?? 0),
    start_conference_on_enter: startsConference,
    status: participant === undefined && call !== undefined ? statusOf(call) : participantStatus.connected,
    uri: uriOf(account, 'Conferences', conference.sid, 'Participants', callSid),
  }
}
