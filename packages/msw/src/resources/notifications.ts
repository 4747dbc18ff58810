import { apiVersion, encodeForm, formatRfc2822 } from '@ringback/catalog'
import { bytesOf, parametersOf } from '@ringback/recording'
import { uriOf, type Account, type NotificationRow } from '../account/account.ts'
import { found, refused, type Answer } from '../api/answer.ts'
import type { ApiRequest } from '../api/api-request.ts'
import { passesDate } from '../api/date-filter.ts'
import { pageOf } from '../api/paging.ts'
import type { Route } from '../api/route.ts'
import { callOf } from '../calls/call-routes.ts'
import { moreInfoUrl } from '../data/refusals.ts'
import { restParameter } from '../data/rest-parameter.ts'
import { notificationLog } from '../data/rest-values.ts'
import { webhooksOf } from './events.ts'

/** What Twilio's debugger logged. Read-only. */
export const notificationRoutes: readonly Route[] = [
  { method: 'GET', path: '/Notifications', run: (account, request) => list(account, request) },
  {
    method: 'GET',
    path: '/Calls/{CallSid}/Notifications',
    run: (account, request) => list(account, request, callOf(account, request).sid),
  },
  { method: 'GET', path: '/Notifications/{NotificationSid}', run: fetchOne },
  { method: 'GET', path: '/Calls/{CallSid}/Notifications/{NotificationSid}', run: fetchOne },
]

function list(account: Account, request: ApiRequest, callSid?: string): Answer {
  const { query } = request
  const log = query.get(restParameter.Log)
  const rows = account.notifications.filter(
    (row) =>
      (callSid === undefined || row.callSid === callSid) &&
      (log === undefined || notificationLog[row.level] === log) &&
      passesDate(query, restParameter.MessageDate, row.at),
  )
  return pageOf(request, {
    field: 'notifications',
    rows: rows.toReversed(),
    key: ({ sid }) => sid,
    render: (row) => resourceOf(account, row),
  })
}

function fetchOne(account: Account, { sids, path }: ApiRequest): Answer {
  const { NotificationSid: sid, CallSid: callSid } = sids
  const row = account.notifications.find((each) => each.sid === sid)
  if (row === undefined || (callSid !== undefined && row.callSid !== callSid)) {
    throw refused('notFound', path)
  }
  return found({ ...resourceOf(account, row), ...answerSeen(account, row) })
}

function resourceOf(account: Account, row: NotificationRow): Readonly<Record<string, unknown>> {
  const { sid, callSid, code, level, message, at } = row
  const last = lastWebhook(account, row)
  const pairs = last === undefined ? [] : parametersOf(last.request)
  return {
    sid,
    account_sid: account.simulation.accountSid,
    api_version: apiVersion['2010-04-01'],
    call_sid: callSid,
    date_created: formatRfc2822(at),
    date_updated: formatRfc2822(at),
    error_code: String(code),
    log: notificationLog[level],
    message_date: formatRfc2822(at),
    message_text: message,
    more_info: `${moreInfoUrl}${code}`,
    request_method: last?.request.method ?? null,
    request_url: last?.request.url ?? null,
    request_variables: encodeForm(pairs, 'plus'),
    uri: uriOf(account, 'Notifications', sid),
  }
}

/** Only a single notification, not the list, has the answer of the app. */
function answerSeen(account: Account, row: NotificationRow): Readonly<Record<string, unknown>> {
  const response = lastWebhook(account, row)?.response
  return {
    response_body: response == null ? null : new TextDecoder().decode(bytesOf(response.body)),
    response_headers: response?.headers.map(([name, value]) => `${name}=${value}`).join('&') ?? null,
  }
}

function lastWebhook(
  { simulation }: Account,
  { callSid, at }: NotificationRow,
): ReturnType<typeof webhooksOf>[number] | undefined {
  return webhooksOf(simulation, callSid).findLast(({ startedAt }) => Date.parse(startedAt) <= at)
}
