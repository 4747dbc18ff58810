import {
  addressPrefix,
  direction,
  kindRow,
  kinds,
  parameter,
  parseAddress,
  valueOf,
  type Parameters,
  type WebhookKind,
} from '@ringback/catalog'
import { nearest } from '@ringback/common'
import { countriesOf } from './data/numbering-plans.ts'
import { withOverrides } from './overrides.ts'

/** Who calls whom, and values of other parameters: what generated webhooks have in place of invented values. */
export interface CallValues {
  /** The caller: a number in E.164, or `sip:`, `client:` or `whatsapp:` and an address. */
  readonly from?: string
  /** The number of the app, or its `sip:` or `whatsapp:` address. */
  readonly to?: string
  /** Values of other parameters, by name: `{ FromState: 'CA' }`. */
  readonly parameters?: Readonly<Record<string, string>>
}

/**
 * Parameters of a webhook with the caller, the number called and the values that were given. An address takes the place of one of
 * the same sort only, so that withheld, SIP and client callers stay; on a leg that the app dialled, `To` is the dialled number and
 * stays. In a call that the app placed, its number is the caller. A given value takes the place of any other; one that tells of the
 * call as a whole (CallerName, ForwardedFrom) is added where it is absent.
 */
export function withCallValues(
  kind: WebhookKind,
  parameters: Parameters,
  { from, to, parameters: values = {} }: CallValues,
): Parameters {
  if (from === undefined && to === undefined && Object.keys(values).length === 0) return parameters
  const way = valueOf(parameters, parameter.Direction)
  const ends = way === direction.outboundApi ? { from: to, to: from } : { from, to }
  // What a client or a SIP phone dials is the caller's choice; on a dialled leg it is the app's.
  const isToFree = kind === 'voice.incoming-client-app' || way === direction.outboundDial
  const addressed = {
    ...(ends.from !== undefined && endOf(parameters, parameter.From, ends.from)),
    ...(ends.to !== undefined && !isToFree && endOf(parameters, parameter.To, ends.to)),
  }
  const sent = new Set(parameters.map(([name]) => name))
  const known = new Set<string>(kindRow(kind).parameters.map(({ name }) => name))
  const isAdded = (name: string): boolean =>
    (way === undefined || way === direction.inbound) &&
    ofWholeCall.has(name) &&
    (known.has(name) || (kind === 'voice.incoming-sip-domain' && name.startsWith(sipHeader)))
  const wanted = Object.entries(values).filter(([name]) => sent.has(name) || isAdded(name))
  return withOverrides(parameters, { ...addressed, ...Object.fromEntries(wanted) })
}

/** One end of the call and what Twilio looks up for it; empty when another sort of address stands there. */
function endOf(
  parameters: Parameters,
  name: 'From' | 'To',
  address: string,
): Readonly<Record<string, string>> {
  const written = valueOf(parameters, name)
  if (written === undefined) return {}
  const [before, now] = [parseAddress(written), parseAddress(address)]
  if (before.scheme === 'whatsapp' && now.scheme === 'pstn')
    return { [name]: addressPrefix.whatsapp + address }
  if (before.scheme !== now.scheme || !isOrdinary(written)) return {}
  return { [name]: address, ...(now.scheme === 'pstn' && placeOf(parameters, name, now.number)) }
}

/** False for what some carriers deliver in place of a number: too many digits, or too few for +1. */
function isOrdinary(address: string): boolean {
  return !address.startsWith('+') || (address.startsWith('+1') ? address.length === 12 : address.length <= 16)
}

/** The place of a number, where the one that is there is in another country. */
function placeOf(
  parameters: Parameters,
  name: 'From' | 'To',
  number: string,
): Readonly<Record<string, string>> {
  const country = valueOf(parameters, `${name}Country`) ?? ''
  const countries = countriesOf(number)
  if (country === '' || countries.includes(country)) return {}
  const sent = new Set(parameters.map(([each]) => each))
  const place = { City: '', State: '', Zip: '', Country: countries[0] ?? '' }
  const named = Object.entries(place).map(([part, value]) => [`${name}${part}`, value] as const)
  return Object.fromEntries(named.filter(([each]) => sent.has(each)))
}

const sipHeader = 'SipHeader_'

/** The ends of a call, and what is new in each call or webhook. No value can be given for them. */
const ofEachWebhook: ReadonlySet<string> = new Set([
  parameter.CallSid,
  parameter.ParentCallSid,
  parameter.DialCallSid,
  parameter.CallStatus,
  parameter.Direction,
  parameter.ApiVersion,
])

const ends: ReadonlyMap<string, string> = new Map([
  [parameter.From, 'from'],
  [parameter.Caller, 'from'],
  [parameter.To, 'to'],
  [parameter.Called, 'to'],
])

const isPlace = (name: string): boolean => /^(?:From|To|Caller|Called)(?:City|State|Zip|Country)$/.test(name)

const rows = kinds.flatMap(({ kind, parameters }) => parameters.map((row) => ({ kind, ...row })))
const allNames = [...new Set(rows.map(({ name }) => name).filter((name) => !name.endsWith('*')))].filter(
  (name) => !name.startsWith('*'),
)

/** What Twilio tells of a call that comes in with its first webhook, and with later ones. */
const ofIncomingCall: ReadonlySet<string> = new Set(
  rows
    .filter(({ kind, name }) => kind.startsWith('voice.incoming') && !name.includes('*'))
    .map(({ name }) => name),
)

const ofWholeCall = {
  has: (name: string): boolean =>
    (ofIncomingCall.has(name) || name.startsWith(sipHeader)) && !isPlace(name) && !ends.has(name),
}

/** Of given values, those that tell of a call from its beginning; the others are decided in the call. */
export function callParameters(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const known = Object.entries(values).filter(
    ([name]) =>
      (ofIncomingCall.has(name) || name.startsWith(sipHeader)) && !ofEachWebhook.has(name) && !ends.has(name),
  )
  return Object.fromEntries(known)
}

/** What values are for. */
export interface CallValueUse {
  /** In a `call`, only what Twilio says of it from its beginning can be given: the caller decides what keys are pressed. */
  readonly of?: 'call' | 'webhook'
  /** Stands before the names `from` and `to` in messages: `--` on a command line. */
  readonly prefix?: string
}

/** What is wrong with such values, a sentence each; empty when they can be used. */
export function callValueProblems(
  { from, to, parameters = {} }: CallValues,
  { of = 'webhook', prefix = '' }: CallValueUse = {},
): readonly string[] {
  return [
    ...addressProblems(`${prefix}from`, from),
    ...addressProblems(`${prefix}to`, to),
    ...Object.entries(parameters).flatMap(([name, value]) => {
      const problem = valueProblem(name, value, {
        of,
        prefix,
        isClient: parseAddress(from ?? '').scheme === 'client',
      })
      return problem === undefined ? [] : [problem]
    }),
  ]
}

const usable: ReadonlySet<string> = new Set(['pstn', 'sip', 'client', 'whatsapp'])

function addressProblems(name: string, address: string | undefined): readonly string[] {
  if (address === undefined || usable.has(parseAddress(address).scheme)) return []
  return [
    `${name} ${JSON.stringify(address)} is not a number such as +14155550100, nor a sip:, client: or whatsapp: address.`,
  ]
}

function valueProblem(
  name: string,
  value: string,
  { of, prefix, isClient }: Required<CallValueUse> & { readonly isClient: boolean },
): string | undefined {
  const end = ends.get(name)
  if (end !== undefined) return `${name} is an end of the call. Give it as ${prefix}${end}.`
  if (ofEachWebhook.has(name)) return `${name} cannot be given: each call has its own.`
  if (name.startsWith(sipHeader) && name.length > sipHeader.length) return undefined
  if (!allNames.includes(name)) {
    // A client sends parameters of its own.
    if (isClient && of === 'call' && name !== '') return undefined
    const meant = nearest(name, allNames)
    return `Unknown parameter ${name === '' ? '""' : name}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
  }
  if (of === 'call' && !ofIncomingCall.has(name)) {
    return `${name} cannot be given: it is not known when a call comes in, but decided in the call.`
  }
  return unknownValue(name, value)
}

function unknownValue(name: string, value: string): string | undefined {
  const ofName = rows.filter((row) => row.name === name)
  const known = [...new Set(ofName.flatMap((row) => row.values ?? []))]
  const isListed = ofName.every(({ grammar }) => grammar === 'enum' || grammar === 'const')
  if (!isListed || known.includes(value)) return undefined
  const meant = nearest(value, known)
  return `Twilio never sends ${name}=${value}. It sends ${known.join(', ')}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
}
