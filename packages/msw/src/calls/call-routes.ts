import { created, found, gone, refused } from '../api/answer.ts'
import { pageOf } from '../api/paging.ts'
import { passesDate } from '../api/date-filter.ts'
import type { ApiRequest } from '../api/api-request.ts'
import type { Route } from '../api/route.ts'
import type { Account } from '../account/account.ts'
import { isOver, statusOf, type CallRow } from '../account/call-row.ts'
import { restParameter } from '../data/rest-parameter.ts'
import { callPlanOf } from './call-plan.ts'
import { callResource, endOf } from './call-resource.ts'
import { changeCall } from './change-call.ts'
import { placeCall } from './place-call.ts'

/** The Calls resource. */
export const callRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/Calls',
    run: (account, { form }) => created(callResource(account, placeCall(account, callPlanOf(account, form)))),
  },
  { method: 'GET', path: '/Calls', run: listCalls },
  {
    method: 'GET',
    path: '/Calls/{CallSid}',
    run: (account, request) => found(callResource(account, callOf(account, request))),
  },
  {
    method: 'POST',
    path: '/Calls/{CallSid}',
    run(account, request) {
      const row = callOf(account, request)
      changeCall(account, row, request.form)
      return found(callResource(account, row))
    },
  },
  {
    method: 'DELETE',
    path: '/Calls/{CallSid}',
    run(account, request) {
      const row = callOf(account, request)
      if (!isOver(row)) throw refused('notComplete')
      account.calls.delete(row.sid)
      return gone
    },
  },
]

/** The call that a path names. Throws Twilio's 404. */
export function callOf({ calls }: Account, { sids, path }: ApiRequest): CallRow {
  const row = calls.get(sids['CallSid'] ?? '')
  if (row === undefined) throw refused('notFound', path)
  return row
}

function listCalls(account: Account, request: ApiRequest): ReturnType<typeof pageOf> {
  const { query } = request
  const is = (name: 'To' | 'From' | 'ParentCallSid' | 'Status', value: string | null): boolean => {
    const wanted = query.get(restParameter[name])
    return wanted === undefined || wanted === value
  }
  const rows = [...account.calls.values()].filter(
    (row) =>
      is('To', row.to) &&
      is('From', row.from) &&
      is('ParentCallSid', row.parentCallSid) &&
      is('Status', statusOf(row)) &&
      passesDate(query, restParameter.StartTime, row.leg?.startedAt) &&
      passesDate(query, restParameter.EndTime, isOver(row) ? endOf(row) : undefined),
  )
  return pageOf(request, {
    field: 'calls',
    rows: rows.toReversed(),
    key: ({ sid }) => sid,
    render: (row) => callResource(account, row),
  })
}
