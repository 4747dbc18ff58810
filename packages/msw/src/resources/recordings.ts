import { apiVersion, recordingSource, recordingStatus, formatRfc2822 } from '@ringback/catalog'
import { subresourcesOf, uriOf, type Account } from '../account/account.ts'
import type { RecordingRow } from '../account/recording-row.ts'
import { created, found, gone, refused, type Answer } from '../api/answer.ts'
import type { ApiRequest } from '../api/api-request.ts'
import { passesDate } from '../api/date-filter.ts'
import { pageOf } from '../api/paging.ts'
import type { Route } from '../api/route.ts'
import { callOf } from '../calls/call-routes.ts'
import { recordingDetails, recordLeg } from '../calls/recording-plan.ts'
import { restParameter } from '../data/rest-parameter.ts'
import { currentRecording, priceUnit, recordingControl, recordingSubresources } from '../data/rest-values.ts'
import { conferenceOf } from './conferences.ts'

/** Recordings of the account, of one call, and of one conference. */
export const recordingRoutes: readonly Route[] = [
  { method: 'GET', path: '/Recordings', run: (account, request) => list(account, request, ['Recordings']) },
  ...itemRoutes('/Recordings', () => ['Recordings']),
  {
    method: 'GET',
    path: '/Calls/{CallSid}/Recordings',
    run(account, request) {
      const { sid } = callOf(account, request)
      return list(account, request, ['Calls', sid, 'Recordings'], (row) => row.callSid === sid)
    },
  },
  { method: 'POST', path: '/Calls/{CallSid}/Recordings', run: start },
  ...itemRoutes('/Calls/{CallSid}/Recordings', ({ sids }) => ['Calls', sids['CallSid'] ?? '', 'Recordings']),
  { method: 'POST', path: '/Calls/{CallSid}/Recordings/{RecordingSid}', run: control },
  {
    method: 'GET',
    path: '/Conferences/{ConferenceSid}/Recordings',
    run(account, request) {
      const { sid } = conferenceOf(account, request).conference
      return list(account, request, ['Conferences', sid, 'Recordings'], (row) => row.conferenceSid === sid)
    },
  },
  ...itemRoutes('/Conferences/{ConferenceSid}/Recordings', ({ sids }) => [
    'Conferences',
    sids['ConferenceSid'] ?? '',
    'Recordings',
  ]),
]

function itemRoutes(path: string, place: (request: ApiRequest) => readonly string[]): readonly Route[] {
  return [
    {
      method: 'GET',
      path: `${path}/{RecordingSid}`,
      run: (account, request) => found(resourceOf(account, recordingOf(account, request), place(request))),
    },
    {
      method: 'DELETE',
      path: `${path}/{RecordingSid}`,
      run(account, request) {
        const row = recordingOf(account, request)
        if (row.status === recordingStatus.inProgress) throw refused('notComplete')
        account.recordings.delete(row.sid)
        return gone
      },
    },
  ]
}

/** The recording in a path, below its call or conference. Throws Twilio's 404. */
function recordingOf({ recordings }: Account, { sids, path }: ApiRequest): RecordingRow {
  const { RecordingSid: sid = '', CallSid: callSid, ConferenceSid: conferenceSid } = sids
  const row =
    sid === currentRecording
      ? [...recordings.values()].findLast((each) => each.callSid === callSid && each.stop !== undefined)
      : recordings.get(sid)
  const isBelow =
    row !== undefined &&
    (callSid === undefined || row.callSid === callSid) &&
    (conferenceSid === undefined || row.conferenceSid === conferenceSid)
  if (!isBelow) throw refused('notFound', path)
  return row
}

function list(
  account: Account,
  request: ApiRequest,
  place: readonly string[],
  belongs: (row: RecordingRow) => boolean = () => true,
): Answer {
  const { query } = request
  const callSid = query.get(restParameter.CallSid)
  const conferenceSid = query.get(restParameter.ConferenceSid)
  const rows = [...account.recordings.values()].filter(
    (row) =>
      belongs(row) &&
      (callSid === undefined || row.callSid === callSid) &&
      (conferenceSid === undefined || row.conferenceSid === conferenceSid) &&
      passesDate(query, restParameter.DateCreated, row.startedAt),
  )
  return pageOf(request, {
    field: 'recordings',
    rows: rows.toReversed(),
    key: ({ sid }) => sid,
    render: (row) => resourceOf(account, row, place),
  })
}

function start(account: Account, request: ApiRequest): Answer {
  const row = callOf(account, request)
  const { leg } = row
  if (leg?.answeredAt === undefined || leg.endedAt !== undefined) throw refused('callState')
  const plan = recordingDetails(request.form)
  const recording = recordLeg(account, leg, plan, recordingSource.startCallRecordingApi)
  return created(resourceOf(account, recording, ['Calls', row.sid, 'Recordings']))
}

/** Pauses, resumes or stops a recording that the app or Calls.create started. */
function control(account: Account, request: ApiRequest): Answer {
  const row = recordingOf(account, request)
  const wanted = request.form.get(restParameter.Status)
  if (row.stop === undefined) throw refused('callState')
  if (wanted === recordingControl.stopped) row.stop()
  else if (wanted === recordingControl.paused || wanted === recordingControl.inProgress) row.status = wanted
  else throw refused('parameter', restParameter.Status)
  row.updatedAt = account.simulation.clock.now()
  return found(resourceOf(account, row, ['Calls', row.callSid, 'Recordings']))
}

function resourceOf(
  account: Account,
  row: RecordingRow,
  place: readonly string[],
): Readonly<Record<string, unknown>> {
  const media = `https://api.twilio.com${uriOf(account, 'Recordings', row.sid).replace(/\.json$/, '')}`
  return {
    sid: row.sid,
    account_sid: account.simulation.accountSid,
    api_version: apiVersion['2010-04-01'],
    call_sid: row.callSid,
    conference_sid: row.conferenceSid,
    channels: row.channels,
    date_created: formatRfc2822(row.startedAt),
    date_updated: formatRfc2822(row.updatedAt),
    start_time: formatRfc2822(row.startedAt),
    duration: row.seconds === undefined ? null : String(row.seconds),
    encryption_details: null,
    error_code: null,
    media_url: media,
    price: null,
    price_unit: priceUnit,
    source: row.source,
    status: row.status,
    track: row.track,
    uri: uriOf(account, ...place, row.sid),
    subresource_uris: subresourcesOf(account, ['Recordings', row.sid], recordingSubresources),
  }
}
