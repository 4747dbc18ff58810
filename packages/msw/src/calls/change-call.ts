import { callEvent, callStatus, limits } from '@ringback/catalog'
import { endLeg, updateCall, type Leg } from '@ringback/simulator/engine'
import { addNotification, type Account } from '../account/account.ts'
import { isOver, type CallRow } from '../account/call-row.ts'
import { refused } from '../api/answer.ts'
import { targetOf, type RestParameters } from '../api/api-request.ts'
import { checkFormats } from '../api/check-formats.ts'
import { callRules } from '../data/call-rules.ts'
import { restWarning } from '../data/refusals.ts'
import { restParameter } from '../data/rest-parameter.ts'

/** Changes a call as Calls.update does. Throws Twilio's error response when that is not possible. */
export function changeCall(account: Account, row: CallRow, form: RestParameters): void {
  checkFormats(form, callRules)
  const status = form.get(restParameter.Status)
  if (status !== undefined && status !== callStatus.canceled && status !== callStatus.completed) {
    throw refused('parameter', restParameter.Status)
  }
  if (status !== undefined) {
    endCall(account, row, status)
    return
  }
  redirect(account, row, form)
  limitTime(account, row.leg, form)
}

function endCall({ simulation }: Account, row: CallRow, as: 'canceled' | 'completed'): void {
  const { leg } = row
  if (isOver(row)) throw refused('callState')
  if (leg === undefined) {
    // A call that was never placed sends no callback.
    row.unplace()
    row.isCanceled = true
    row.updatedAt = simulation.clock.now()
  } else if (!updateCall(simulation, leg, { type: 'end', as })) throw refused('callState')
}

function redirect(account: Account, row: CallRow, form: RestParameters): void {
  const { simulation } = account
  const voice = targetOf(form, restParameter.Url, restParameter.Method)
  const twiml = form.get(restParameter.Twiml)
  if (voice === undefined && twiml === undefined) return
  if ((twiml ?? '').length > limits.restTwimlCharacters) throw refused('twimlSize')
  const { leg } = row
  if (leg?.answeredAt === undefined || leg.endedAt !== undefined) throw refused('notInProgress')
  if (voice !== undefined) follow(leg, form)
  if (voice !== undefined && twiml !== undefined) {
    const message = 'Twiml and Voice URL are both set. Using Voice URL.'
    addNotification(account, { callSid: row.sid, code: restWarning.twimlAndUrl, level: 'warning', message })
  }
  updateCall(simulation, leg, { type: 'document', voice: voice ?? { twiml: twiml ?? '' } })
}

/** Fallback and status callback count only together with a URL. */
function follow(leg: Leg, form: RestParameters): void {
  const fallback = targetOf(form, restParameter.FallbackUrl, restParameter.FallbackMethod)
  const target = targetOf(form, restParameter.StatusCallback, restParameter.StatusCallbackMethod)
  const subscription = target && {
    ...target,
    kind: 'status.rest-call' as const,
    events: [callEvent.completed],
    sent: leg.subscription?.sent ?? 0,
  }
  // Only the REST API changes what a leg was placed with.
  Object.assign(leg, fallback && { fallback }, subscription && { subscription })
}

function limitTime({ simulation }: Account, leg: Leg | undefined, form: RestParameters): void {
  const limit = form.get(restParameter.TimeLimit)
  if (limit === undefined || leg === undefined) return
  const from = leg.answeredAt ?? leg.startedAt
  const rest = Math.max(0, from + Number(limit) * 1000 - simulation.clock.now())
  const stop = simulation.clock.schedule(rest, () => endLeg(simulation, leg, 'twilio'))
  leg.scope.onEnd(stop)
}
