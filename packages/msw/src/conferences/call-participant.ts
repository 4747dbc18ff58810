import { isSid, sidPrefix } from '@ringback/catalog'
import { conferenceNamed } from '@ringback/simulator/engine'
import { noun, verb } from '@ringback/twiml'
import type { Account } from '../account/account.ts'
import {
  conferenceRow,
  participantRow,
  type ConferenceRow,
  type ParticipantRow,
} from '../account/conference-row.ts'
import { refused } from '../api/answer.ts'
import { flagOf, parametersOf, targetOf, type RestParameters } from '../api/api-request.ts'
import { callPlanOf } from '../calls/call-plan.ts'
import { xml, xmlText } from '../calls/inline-twiml.ts'
import { placeCall } from '../calls/place-call.ts'
import { restParameter, type RestParameter } from '../data/rest-parameter.ts'

/** The parameters of Participants.create that become attributes of `<Conference>`: attribute and parameter. */
const attributes: Readonly<Record<string, RestParameter>> = {
  muted: restParameter.Muted,
  beep: restParameter.Beep,
  startConferenceOnEnter: restParameter.StartConferenceOnEnter,
  endConferenceOnExit: restParameter.EndConferenceOnExit,
  participantLabel: restParameter.Label,
  coach: restParameter.CallSidToCoach,
  maxParticipants: restParameter.MaxParticipants,
  waitUrl: restParameter.WaitUrl,
  waitMethod: restParameter.WaitMethod,
  record: restParameter.ConferenceRecord,
  recordingStatusCallback: restParameter.ConferenceRecordingStatusCallback,
}

/** Calls a participant into a conference, which is created if it does not exist. Throws Twilio's error response. */
export function callParticipant(
  account: Account,
  nameOrSid: string,
  form: RestParameters,
  path: string,
): { readonly conference: ConferenceRow; readonly participant: ParticipantRow } {
  const known = account.conferences.get(nameOrSid)
  const isConferenceSid = isSid(nameOrSid) && nameOrSid.startsWith(sidPrefix.conference)
  if ((known === undefined && isConferenceSid) || known?.endedAt !== undefined) {
    throw refused('notFound', path)
  }
  const name = known?.conference.name ?? nameOrSid
  const call = placeCall(account, callPlanOf(account, parametersOf([...plain(form), twimlOf(name, form)])))
  const now = account.simulation.clock.now()
  const conference = known ?? roomNamed(account, name, form)
  const participant = participantRow(
    call.sid,
    {
      label: form.get(restParameter.Label),
      muted: flagOf(form, restParameter.Muted) ?? false,
      startsConference: flagOf(form, restParameter.StartConferenceOnEnter) ?? true,
      endsConference: flagOf(form, restParameter.EndConferenceOnExit) ?? false,
      coaching: flagOf(form, restParameter.Coaching) ?? false,
    },
    undefined,
    now,
  )
  participant.callSidToCoach = form.get(restParameter.CallSidToCoach) ?? null
  conference.participants.set(call.sid, participant)
  return { conference, participant }
}

/** The settings of the call itself: a participant has no document of its own. */
function plain({ pairs }: RestParameters): RestParameters['pairs'] {
  const own: ReadonlySet<string> = new Set([
    restParameter.Url,
    restParameter.Method,
    restParameter.Twiml,
    restParameter.ApplicationSid,
  ])
  return pairs.filter(([name]) => !own.has(name))
}

function twimlOf(name: string, form: RestParameters): readonly [string, string] {
  const written = Object.fromEntries(
    Object.entries(attributes).map(([attribute, parameter]) => [attribute, form.get(parameter)]),
  )
  const room = xml(noun.Conference, written, xmlText(name))
  return [restParameter.Twiml, xml('Response', {}, xml(verb.Dial, {}, room))]
}

function roomNamed(account: Account, name: string, form: RestParameters): ConferenceRow {
  const { simulation, conferences } = account
  const target = targetOf(
    form,
    restParameter.ConferenceStatusCallback,
    restParameter.ConferenceStatusCallbackMethod,
  )
  const events = form.all(restParameter.ConferenceStatusCallbackEvent).flatMap((words) => words.split(' '))
  const conference = conferenceNamed(simulation, name, target && { ...target, events })
  const row = conferences.get(conference.sid) ?? conferenceRow(conference, simulation.clock.now())
  conferences.set(conference.sid, row)
  return row
}
