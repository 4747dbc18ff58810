import { parameter, sidPrefix, smsStatus } from '@ringback/catalog'
import { attributeValue, trimmedText, type verb } from '@ringback/twiml'
import { notify } from '../../webhooks/send-webhook.ts'
import { emit } from '../../simulation/simulation.ts'
import { goToAction, linkOf } from '../action-request.ts'
import { nextVerb, type RunVerb } from '../verb.ts'

/** Sends a text message (simulated, never delivered). Then the action URL or the next verb runs. */
export const runSms: RunVerb<typeof verb.Sms> = (context, sms) => {
  const { simulation, leg } = context
  const to = attributeValue(sms, 'to') ?? leg.from
  const from = attributeValue(sms, 'from') ?? leg.to
  emit(simulation, leg, { type: 'sms', to, from, body: trimmedText(sms) })
  const values = {
    [parameter.SmsSid]: simulation.ids.sid(sidPrefix.sms),
    [parameter.SmsStatus]: smsStatus.sent,
  }
  const written = attributeValue(sms, 'statusCallback')
  const callback = written === undefined || written === '' ? undefined : linkOf(context, written)
  if (typeof callback === 'string') {
    notify(simulation, leg, { kind: 'sms-verb.status', url: callback, method: 'POST', values })
  }
  const url = attributeValue(sms, 'action')
  if (url === undefined) return nextVerb
  return goToAction(context, { kind: 'sms-verb.action', url, method: attributeValue(sms, 'method') }, values)
}
