import { twilioProblem } from '@ringback/twilio-client'
import { parameter, referCallStatus, addressPrefix } from '@ringback/catalog'
import { attributeValue, runnableChildren, trimmedText, type verb } from '@ringback/twiml'
import { logProblem } from '../../webhooks/send-webhook.ts'
import { emit } from '../../simulation/simulation.ts'
import { goToAction } from '../action-request.ts'
import { nextVerb, type RunVerb } from '../verb.ts'

/** Asks the caller's SIP telephone to call somebody else. */
export const runRefer: RunVerb<typeof verb.Refer> = (context, refer) => {
  const { simulation, leg } = context
  const target = trimmedText(runnableChildren(refer)[0] ?? refer)
  if (!leg.from.startsWith(addressPrefix.sip)) {
    logProblem(simulation, leg, twilioProblem('refer-without-sip', '<Refer> works only on SIP calls.'))
    return nextVerb
  }
  const status = referCallStatus.inProgress
  emit(simulation, leg, { type: 'referred', to: target, status })
  const url = attributeValue(refer, 'action')
  if (url === undefined) return nextVerb
  return goToAction(
    context,
    { kind: 'refer.action', url, method: attributeValue(refer, 'method') },
    {
      [parameter.ReferCallStatus]: status,
      [parameter.ReferSipResponseCode]: sipAccepted,
      [parameter.NotifySipResponseCode]: sipOk,
    },
  )
}

/** RFC 3515: a REFER is accepted with 202, and the new call's 200 comes in a NOTIFY. */
const sipAccepted = '202'
const sipOk = '200'
