import { headerName, headerValue, parameter } from '@ringback/catalog'
import type { RawHeaders } from '../forward/forwarder.ts'
import { isNamed } from '../forward/raw-headers.ts'
import { isForm } from '../targets/directions.ts'

/** `maybe`: a form without Twilio's headers; the body decides. */
export type Recognition = 'twilio' | 'maybe' | 'other'

/** The agent's name without its version. */
const agentName = headerValue.userAgent.split('/', 1)[0] ?? headerValue.userAgent
const accountSid = new RegExp(`(?:^|[?&])${parameter.AccountSid}=`)
const callSid = new RegExp(`(?:^|[?&])${parameter.CallSid}=`)

/**
 * Whether a request is Twilio's, as far as its head tells. It is when it carries `X-Twilio-Signature`, when its
 * `User-Agent` names TwilioProxy, or when its parameters (query or form) have both AccountSid and CallSid.
 */
export function recogniseHead(method: string, target: string, headers: RawHeaders): Recognition {
  let form = false
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]
    if (isNamed(name, headerName.signature)) return 'twilio'
    if (isNamed(name, headerName.userAgent) && headers[index + 1]?.includes(agentName) === true)
      return 'twilio'
    if (isNamed(name, headerName.contentType)) form = isForm(headers[index + 1] ?? '')
  }
  if (namesCall(target)) return 'twilio'
  return form && method !== 'GET' && method !== 'HEAD' ? 'maybe' : 'other'
}

/** Whether a form body (or a target with its query) names an account and a call. */
export function namesCall(form: string): boolean {
  return accountSid.test(form) && callSid.test(form)
}
