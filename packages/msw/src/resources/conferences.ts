import {
  apiVersion,
  conferenceEvent,
  parameter,
  reasonConferenceEnded,
  formatRfc2822,
} from '@ringback/catalog'
import { reportConference } from '@ringback/simulator/engine'
import { subresourcesOf, uriOf, type Account } from '../account/account.ts'
import type { ConferenceRow } from '../account/conference-row.ts'
import { found, refused, type Answer } from '../api/answer.ts'
import { targetOf, type ApiRequest } from '../api/api-request.ts'
import { checkFormats } from '../api/check-formats.ts'
import { passesDate } from '../api/date-filter.ts'
import { pageOf } from '../api/paging.ts'
import type { Route } from '../api/route.ts'
import { announce } from '../conferences/play-to-participant.ts'
import { participantRules } from '../data/call-rules.ts'
import { restParameter } from '../data/rest-parameter.ts'
import { conferenceStatus, conferenceSubresources, homeRegion } from '../data/rest-values.ts'

/** The Conferences resource. */
export const conferenceRoutes: readonly Route[] = [
  { method: 'GET', path: '/Conferences', run: list },
  {
    method: 'GET',
    path: '/Conferences/{ConferenceSid}',
    run: (account, request) => found(resourceOf(account, conferenceOf(account, request))),
  },
  { method: 'POST', path: '/Conferences/{ConferenceSid}', run: change },
]

/** The conference that a path names. Throws Twilio's 404. */
export function conferenceOf({ conferences }: Account, { sids, path }: ApiRequest): ConferenceRow {
  const row = conferences.get(sids['ConferenceSid'] ?? '')
  if (row === undefined) throw refused('notFound', path)
  return row
}

function list(account: Account, request: ApiRequest): Answer {
  const { query } = request
  const name = query.get(restParameter.FriendlyName)
  const status = query.get(restParameter.Status)
  const rows = [...account.conferences.values()].filter(
    (row) =>
      (name === undefined || row.conference.name === name) &&
      (status === undefined || statusOf(row) === status) &&
      passesDate(query, restParameter.DateCreated, row.createdAt) &&
      passesDate(query, restParameter.DateUpdated, row.updatedAt),
  )
  return pageOf(request, {
    field: 'conferences',
    rows: rows.toReversed(),
    key: ({ conference }) => conference.sid,
    render: (row) => resourceOf(account, row),
  })
}

function change(account: Account, request: ApiRequest): Answer {
  const { form } = request
  const row = conferenceOf(account, request)
  checkFormats(form, participantRules)
  const status = form.get(restParameter.Status)
  if (status !== undefined && status !== conferenceStatus.completed) {
    throw refused('parameter', restParameter.Status)
  }
  const announcement = targetOf(form, restParameter.AnnounceUrl, restParameter.AnnounceMethod)
  if (announcement !== undefined) announce(account, row, row.conference.participants, announcement)
  if (status !== undefined && row.endedAt === undefined) end(account, row)
  return found(resourceOf(account, row))
}

/** Ends a conference: every participant continues with the next verb. */
function end({ simulation }: Account, row: ConferenceRow): void {
  const { conference } = row
  const [first] = conference.participants
  row.reasonEnded = reasonConferenceEnded.conferenceEndedViaApi
  row.endedAt = simulation.clock.now()
  simulation.conferences.delete(conference.name)
  if (first === undefined) return
  reportConference(simulation, first.leg, conference, {
    event: conferenceEvent.conferenceEnd,
    values: {
      [parameter.ReasonConferenceEnded]: reasonConferenceEnded.conferenceEndedViaApi,
      [parameter.Reason]: 'Conference ended via API',
    },
  })
  for (const { ended } of conference.participants) ended()
}

function statusOf({ conference, endedAt }: ConferenceRow): string {
  if (endedAt !== undefined) return conferenceStatus.completed
  return conference.hasStarted ? conferenceStatus.inProgress : conferenceStatus.init
}

function resourceOf(account: Account, row: ConferenceRow): Readonly<Record<string, unknown>> {
  const { name, sid } = row.conference
  return {
    sid,
    account_sid: account.simulation.accountSid,
    api_version: apiVersion['2010-04-01'],
    call_sid_ending_conference: row.callSidEnding ?? null,
    date_created: formatRfc2822(row.createdAt),
    date_updated: formatRfc2822(row.updatedAt),
    friendly_name: name,
    reason_conference_ended: row.reasonEnded ?? null,
    region: homeRegion,
    status: statusOf(row),
    uri: uriOf(account, 'Conferences', sid),
    subresource_uris: subresourcesOf(account, ['Conferences', sid], conferenceSubresources),
  }
}
