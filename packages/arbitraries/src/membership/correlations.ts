import {
  callStatus,
  direction,
  isFinalCallStatus,
  parameter,
  parseAddress,
  recordHangup,
  type WebhookKind,
} from '@ringback/catalog'
import { countriesOf } from '../data/numbering-plans.ts'

/** Parameters by name. */
type Values = ReadonlyMap<string, string>

/** A parameter that contradicts others, and why. */
type Misfit = readonly [parameter: string, message: string]

/** The parameters of a webhook that contradict each other. */
export function correlationDrift(kind: WebhookKind, method: string, values: Values): readonly Misfit[] {
  return [
    ...aliasMisfits(kind, values),
    ...countryMisfits(values),
    ...legMisfits(values),
    ...durationMisfits(values),
    ...hangUpMisfits(kind, values),
    ...callTokenMisfits(method, values),
    ...partialResultMisfits(kind, values),
  ]
}

const places = ['City', 'State', 'Zip', 'Country'] as const

const aliases: readonly Misfit[] = [
  [parameter.Caller, parameter.From],
  [parameter.Called, parameter.To],
  [parameter.CalledVia, parameter.ForwardedFrom],
  ...places.map((place) => [parameter[`Caller${place}`], parameter[`From${place}`]] as const),
  ...places.map((place) => [parameter[`Called${place}`], parameter[`To${place}`]] as const),
]

function aliasMisfits(kind: WebhookKind, values: Values): readonly Misfit[] {
  return aliases.flatMap(([alias, name]): readonly Misfit[] => {
    const value = values.get(name)
    const copy = values.get(alias)
    if (value === undefined || copy === undefined || value === copy) return []
    // Documented: a client's own `To` leaves Called empty.
    if (kind === 'voice.incoming-client-app' && alias === parameter.Called && copy === '') return []
    return [[alias, `${alias} is always the same as ${name}.`]]
  })
}

function countryMisfits(values: Values): readonly Misfit[] {
  const sides = [
    [parameter.From, parameter.FromCountry],
    [parameter.To, parameter.ToCountry],
  ] as const
  return sides.flatMap(([end, name]): readonly Misfit[] => {
    const address = parseAddress(values.get(end) ?? '')
    const country = values.get(name) ?? ''
    if (country === '' || address.scheme !== 'pstn' || address.number.length > 16) return []
    const countries = countriesOf(address.number)
    if (!/^[A-Z]{2}$/.test(country) || countries.length === 0 || countries.includes(country)) return []
    return [[name, `${country} has no phone numbers such as ${address.number}.`]]
  })
}

function legMisfits(values: Values): readonly Misfit[] {
  const parent = values.get(parameter.ParentCallSid)
  if (parent === undefined || parent !== values.get(parameter.CallSid)) return []
  return [[parameter.ParentCallSid, 'ParentCallSid is the CallSid of the same leg.']]
}

function durationMisfits(values: Values): readonly Misfit[] {
  const status = values.get(parameter.CallStatus)
  const seconds = values.get(parameter.CallDuration)
  const minutes = values.get(parameter.Duration)
  if (status === undefined || seconds === undefined) return []
  if (!isFinalCallStatus(status))
    return [[parameter.CallDuration, `A call that is ${status} has no duration yet.`]]
  const found: Misfit[] = []
  if ((status === callStatus.completed) === (Number(seconds) === 0)) {
    found.push([parameter.CallDuration, `A call that is ${status} does not last ${seconds} seconds.`])
  }
  if (minutes !== undefined && Number(minutes) !== Math.ceil(Number(seconds) / 60)) {
    found.push([parameter.Duration, `Duration is CallDuration in minutes, rounded up, not ${minutes}.`])
  }
  return found
}

function hangUpMisfits(kind: WebhookKind, values: Values): readonly Misfit[] {
  const status = values.get(parameter.CallStatus)
  const digits = values.get(parameter.Digits)
  if (kind !== 'record.action' || status === undefined || digits === undefined) return []
  const isHangUp = digits === recordHangup
  if (isHangUp === (status === callStatus.completed)) return []
  return [[parameter.CallStatus, `After Digits=${digits} the call is not ${status}.`]]
}

function callTokenMisfits(method: string, values: Values): readonly Misfit[] {
  if (!values.has(parameter.CallToken)) return []
  if (method === 'GET') return [[parameter.CallToken, 'A GET request has no call token.']]
  const way = values.get(parameter.Direction)
  if (way === undefined || way === direction.inbound) return []
  return [[parameter.CallToken, `An ${way} call has no call token.`]]
}

function partialResultMisfits(kind: WebhookKind, values: Values): readonly Misfit[] {
  const { UnstableSpeechResult, StableSpeechResult } = parameter
  if (kind !== 'gather.partial-result') return []
  if (values.has(UnstableSpeechResult) || values.has(StableSpeechResult)) return []
  return [[UnstableSpeechResult, `A partial result has ${UnstableSpeechResult} or ${StableSpeechResult}.`]]
}
