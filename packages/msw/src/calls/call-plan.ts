import { callEvent, limits } from '@ringback/catalog'
import { type OutgoingCall } from '@ringback/simulator'
import { personAt, type Target } from '@ringback/simulator/engine'
import type { Account } from '../account/account.ts'
import { refused } from '../api/answer.ts'
import { methodOf, targetOf, type RestParameters } from '../api/api-request.ts'
import { checkFormats } from '../api/check-formats.ts'
import { callRules } from '../data/call-rules.ts'
import { restWarning } from '../data/refusals.ts'
import { restParameter } from '../data/rest-parameter.ts'
import { restLimits } from '../data/rest-values.ts'
import { dialled, hasLongSipHeaders } from './dialled-number.ts'
import { detectionOf } from './machine-detection.ts'
import { recordingPlanOf, type RecordingPlan } from './recording-plan.ts'

/** A requested call, ready to be placed. */
export interface CallPlan {
  readonly call: OutgoingCall
  /** The maximum length in seconds. */
  readonly timeLimit: number | undefined
  readonly recording: RecordingPlan | undefined
  /** Codes that Twilio logs without rejecting the call. */
  readonly warnings: readonly number[]
}

/** The document and the callbacks of the call. */
type Script = Pick<OutgoingCall, 'voice' | 'fallback' | 'statusCallback'>

/** Reads Calls.create. Throws Twilio's error response for the first problem, in Twilio's order. */
export function callPlanOf(account: Account, form: RestParameters): CallPlan {
  const given = form.get(restParameter.To)
  if (given === undefined) throw refused('toMissing')
  const url = form.get(restParameter.Url)
  const twiml = form.get(restParameter.Twiml)
  if (url === undefined && twiml === undefined && form.get(restParameter.ApplicationSid) === undefined) {
    throw refused('urlMissing')
  }
  const caller = form.get(restParameter.From)
  if (caller === undefined) throw refused('fromMissing')
  const { to, from } = partiesOf(account, given, caller)
  checkFormats(form, callRules)
  if ((twiml ?? '').length > limits.restTwimlCharacters) throw refused('twimlSize')
  checkSipCredentials(form)
  const warnings: number[] = []
  if (url !== undefined && twiml !== undefined) warnings.push(restWarning.twimlAndUrl)
  const script = scriptOf(account, form, warnings)
  const timeout = Number(form.get(restParameter.Timeout) ?? restLimits.ringSeconds.default)
  const sendDigits = form.get(restParameter.SendDigits)
  const limit = form.get(restParameter.TimeLimit)
  const { person, machineDetection } = detectionOf(
    form,
    personAt(account.simulation.people, { to, from }),
    warnings,
  )
  return {
    call: {
      to,
      from,
      ...script,
      timeout: Math.min(timeout, restLimits.ringSeconds.max),
      ...(sendDigits !== undefined && { sendDigits }),
      ...(machineDetection !== undefined && { machineDetection }),
      person,
    },
    timeLimit: limit === undefined ? undefined : Math.min(Number(limit), limits.callSeconds.max),
    recording: recordingPlanOf(form),
    warnings,
  }
}

function partiesOf(account: Account, given: string, caller: string): { to: string; from: string } {
  const to = dialled(given)
  if (to === undefined) throw refused('toInvalid', given)
  if (hasLongSipHeaders(to)) throw refused('sipHeaders')
  const from = dialled(caller)
  if (from === undefined) throw refused('fromInvalid', caller)
  const owned = [...account.numbers.values()].map(({ fields }) => fields['phone_number'])
  if (from.startsWith('+') && owned.length > 0 && !owned.includes(from)) throw refused('fromNotOwned', caller)
  return { to, from }
}

function checkSipCredentials(form: RestParameters): void {
  const isHalf =
    form.get(restParameter.SipAuthUsername) !== undefined &&
    form.get(restParameter.SipAuthPassword) === undefined
  if (isHalf) throw refused('sipPasswordMissing')
}

function scriptOf(account: Account, form: RestParameters, warnings: number[]): Script {
  const voice = targetOf(form, restParameter.Url, restParameter.Method)
  const twiml = form.get(restParameter.Twiml)
  if (voice === undefined && twiml === undefined) {
    return applicationScript(account, form.get(restParameter.ApplicationSid) ?? '')
  }
  const fallback = targetOf(form, restParameter.FallbackUrl, restParameter.FallbackMethod)
  const statusCallback = statusCallbackOf(form, warnings)
  return {
    voice: voice ?? { twiml: twiml ?? '' },
    ...(fallback !== undefined && { fallback }),
    ...(statusCallback !== undefined && { statusCallback }),
  }
}

/** An unknown event is accepted, and then no callback is sent (21626). */
function statusCallbackOf(form: RestParameters, warnings: number[]): Script['statusCallback'] {
  const target = targetOf(form, restParameter.StatusCallback, restParameter.StatusCallbackMethod)
  const asked = form.all(restParameter.StatusCallbackEvent).filter((word) => word !== '')
  const known: readonly string[] = Object.values(callEvent)
  if (asked.some((word) => !known.includes(word))) {
    warnings.push(restWarning.statusCallbackEvent)
    return undefined
  }
  if (target === undefined) return undefined
  return { ...target, events: asked.length === 0 ? [callEvent.completed] : asked }
}

/** An application has all of these settings; those of the request are ignored. */
function applicationScript({ applications }: Account, sid: string): Script {
  const fields = applications.get(sid)?.fields
  const voice = configuredTarget(fields, 'voice_url', 'voice_method')
  if (fields === undefined || voice === undefined) throw refused('applicationSid')
  const fallback = configuredTarget(fields, 'voice_fallback_url', 'voice_fallback_method')
  const statusCallback = configuredTarget(fields, 'status_callback', 'status_callback_method')
  return {
    voice,
    ...(fallback !== undefined && { fallback }),
    ...(statusCallback !== undefined && { statusCallback }),
  }
}

function configuredTarget(
  fields: Readonly<Record<string, unknown>> | undefined,
  url: string,
  method: string,
): Target | undefined {
  const value = fields?.[url]
  if (typeof value !== 'string' || value === '') return undefined
  const written = fields?.[method]
  return { url: value, method: methodOf(typeof written === 'string' ? written : undefined) }
}
