import { apiVersion, parameter, formatRfc2822 } from '@ringback/catalog'
import { subresourcesOf, uriOf, type Account } from '../account/account.ts'
import { isOver, statusOf, type CallRow } from '../account/call-row.ts'
import { callSubresources, priceUnit } from '../data/rest-values.ts'
import { formatted } from './dialled-number.ts'

/** A call as Twilio writes it (docs/facts/twiml.md, section 3.2). */
export function callResource(account: Account, row: CallRow): Readonly<Record<string, unknown>> {
  const { leg, sid, to, from } = row
  const ended = isOver(row) ? endOf(row) : undefined
  return {
    sid,
    date_created: formatRfc2822(row.createdAt),
    date_updated: formatRfc2822(row.updatedAt),
    parent_call_sid: row.parentCallSid,
    account_sid: account.simulation.accountSid,
    to,
    to_formatted: formatted(to),
    from,
    from_formatted: formatted(from),
    phone_number_sid: phoneNumberSid(account, row),
    status: statusOf(row),
    start_time: leg === undefined ? null : formatRfc2822(leg.startedAt),
    end_time: ended === undefined ? null : formatRfc2822(ended),
    duration: ended === undefined ? null : String(secondsOf(row, ended)),
    price: null,
    price_unit: priceUnit,
    direction: row.direction,
    answered_by: leg?.facts[parameter.AnsweredBy] ?? null,
    annotation: null,
    api_version: apiVersion['2010-04-01'],
    forwarded_from: leg?.facts[parameter.ForwardedFrom] ?? null,
    group_sid: null,
    caller_name: leg?.facts[parameter.CallerName] ?? null,
    queue_time: String(row.queueMs),
    trunk_sid: '',
    uri: uriOf(account, 'Calls', sid),
    subresource_uris: subresourcesOf(account, ['Calls', sid], callSubresources),
  }
}

/** When a call ended, in milliseconds. */
export function endOf({ leg, updatedAt }: CallRow): number {
  return leg?.endedAt ?? updatedAt
}

function secondsOf({ leg }: CallRow, ended: number): number {
  return leg?.answeredAt === undefined ? 0 : Math.ceil((ended - leg.answeredAt) / 1000)
}

function phoneNumberSid({ numbers }: Account, { from, to }: CallRow): string | null {
  const own = [...numbers.values()].find(
    ({ fields }) => fields['phone_number'] === from || fields['phone_number'] === to,
  )
  return own?.sid ?? null
}
