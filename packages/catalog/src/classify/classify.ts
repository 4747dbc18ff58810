import { isFinalCallStatus } from '../values/call-status.ts'
import { progressParameters } from '../data/kind-signals.ts'
import { parameterSets } from '../data/sets.ts'
import { formParameters } from '../form/decode-form.ts'
import { kinds } from '../kinds/kinds.ts'
import { twilioSpelling } from '../kinds/known-names.ts'
import { parameter } from '../parameter.ts'
import { valueOf, type Parameters } from '../parameters.ts'
import { callStatus, direction } from '../values.gen.ts'
import type { WebhookKind } from '../webhooks.gen.ts'
import {
  absenceOf,
  absenceOfAll,
  expectedNames,
  isGeo,
  isTelling,
  knownName,
  markedKinds,
  marks,
  presenceOf,
  prior,
  valueEvidence,
  type Evidence,
} from './evidence.ts'
import { isMessaging } from './is-messaging.ts'

/** What `classify` looks at. */
export interface ClassifyRequest {
  readonly method?: string
  /** With GET and no `parameters`, they are read from its query. */
  readonly url?: string
  readonly parameters?: Parameters
}

/** What `classify` may know besides the request. */
export interface ClassifyOptions {
  /** The kinds that the URL is configured for, if the caller knows: they are preferred where it is close. */
  readonly expected?: readonly WebhookKind[]
}

/**
 * How certain the result is. `certain`: no other kind is close. `likely`: another kind is possible. `guess`: the
 * parameters do not tell it from the runners-up.
 */
export type Certainty = 'certain' | 'likely' | 'guess'

/** One parameter that supports the kind against the first runner-up. */
export interface Reason {
  readonly parameter: string
  /** The value; undefined when the parameter is absent, and that is the reason. */
  readonly value: string | undefined
  /** How much it weighs; differences of 3 and more decide alone. */
  readonly weight: number
}

/** The kind of a request, or null when it is not a voice webhook of Twilio. */
export interface Classification {
  readonly kind: WebhookKind | null
  readonly certainty: Certainty
  /** The next best kinds, best first, with how far they are behind. */
  readonly runnersUp: readonly { readonly kind: WebhookKind; readonly behind: number }[]
  /** The observations that decided, the strongest first. */
  readonly reasons: readonly Reason[]
}

interface Observation extends Omit<Reason, 'weight'> {
  readonly evidence: Evidence
}

/** The weight of `expected`: more than the difference between kinds that have the same parameters. */
const EXPECTED = 3
/** The weight, for kinds that report progress, of a call status at which Twilio requests no TwiML. */
const REPORT = 2.5
/** The weight of having none of the parameters of which a kind always has at least one. */
const NOTHING_TO_SHOW = -3
const CERTAIN = 4
const LIKELY = 1.5

/**
 * Which kind of webhook a request is. Every parameter is weighed by how well it tells kinds apart: names that few kinds
 * have, values that a kind does not send, absent parameters that a kind always has. Partial requests, masked values,
 * custom parameters and old API versions are classified as well. `indistinguishableKinds` lists the kinds that
 * parameters cannot tell apart; `expected` decides between them. Never throws.
 */
export function classify(request: ClassifyRequest, options: ClassifyOptions = {}): Classification {
  const parameters = inTwilioSpelling(parametersOf(request))
  if (!isVoiceWebhook(parameters)) return { kind: null, certainty: 'certain', runnersUp: [], reasons: [] }
  const observations = observationsOf(parameters)
  const scores = scoresOf(observations, isReport(parameters), new Set(options.expected))
  const ranking = bestOf(scores, 4)
  const [best = 0, second = 0] = ranking
  const behind = (index: number): number => (scores[best] ?? 0) - (scores[index] ?? 0)
  return {
    kind: kinds[best]?.kind ?? null,
    certainty: behind(second) >= CERTAIN ? 'certain' : behind(second) >= LIKELY ? 'likely' : 'guess',
    runnersUp: ranking.slice(1).flatMap((index) => {
      const row = kinds[index]
      return row === undefined ? [] : [{ kind: row.kind, behind: behind(index) }]
    }),
    reasons: reasonsFor(best, second, observations),
  }
}

function parametersOf({ method, url, parameters = [] }: ClassifyRequest): Parameters {
  if (parameters.length > 0 || method?.toUpperCase() !== 'GET' || url === undefined) return parameters
  const [beforeFragment = ''] = url.split('#')
  const query = beforeFragment.indexOf('?')
  return query === -1 ? [] : formParameters(beforeFragment.slice(query + 1))
}

/** The parameters with their names in Twilio's spelling, where none of the names is: a request written by hand. */
function inTwilioSpelling(parameters: Parameters): Parameters {
  if (parameters.some(([name]) => knownName(name) !== undefined && isTelling(name))) return parameters
  const respelt = parameters.map(([name, value]) => [twilioSpelling(name), value] as const)
  return respelt.some(([name]) => knownName(name) !== undefined && isTelling(name)) ? respelt : parameters
}

/** A name of one word (`To`, `Name`, `Result`) may be anybody's; one of several is Twilio's. */
function isVoiceWebhook(parameters: Parameters): boolean {
  if (isMessaging(parameters)) return false
  const known = parameters.filter(([name]) => knownName(name) !== undefined)
  return known.some(([name]) => isTelling(name)) || known.length * 2 > parameters.length
}

interface Observations {
  readonly present: readonly Observation[]
  readonly seen: ReadonlySet<string>
}

function observationsOf(parameters: Parameters): Observations {
  const present: Observation[] = []
  const seen = new Set<string>()
  let geoSeen = false
  for (const [name, value] of parameters) {
    const known = knownName(name)
    if (known === undefined || seen.has(known)) continue
    seen.add(known)
    // The sixteen geo parameters are sent together and count once.
    if (!isGeo(known) || !geoSeen) present.push({ parameter: name, value, evidence: presenceOf(known) })
    geoSeen ||= isGeo(known)
    const ofValue = valueEvidence(known, value)
    if (ofValue !== undefined) present.push({ parameter: name, value, evidence: ofValue })
  }
  return { present, seen }
}

function scoresOf(
  { present, seen }: Observations,
  report: boolean,
  expected: ReadonlySet<string>,
): Float64Array {
  const absent = Float64Array.from(absenceOfAll)
  for (const name of seen) if (expectedNames.has(name)) add(absent, absenceOf(name), -1)
  const scores = Float64Array.from(prior)
  add(scores, absent, weightOfAbsence(seen))
  for (const { evidence } of present) add(scores, evidence, 1)
  const shown = new Set([...seen].flatMap((name) => markedKinds.get(name) ?? []))
  for (const [index, { kind }] of kinds.entries()) {
    const anyOf = marks[index]
    const lacking = anyOf === undefined || shown.has(index) ? 0 : NOTHING_TO_SHOW
    const reporting = report && anyOf === progressParameters ? REPORT : 0
    // A kind that is expected on the URL need not be common, nor have one of its telling parameters.
    const known = expected.has(kind) ? EXPECTED - (prior[index] ?? 0) : lacking
    scores[index] = (scores[index] ?? 0) + known + reporting
  }
  return scores
}

function add(sum: Float64Array, evidence: Evidence, factor: number): void {
  for (let index = 0; index < sum.length; index += 1) {
    sum[index] = (sum[index] ?? 0) + factor * (evidence[index] ?? 0)
  }
}

/**
 * Whether Twilio requests no TwiML in the status of the call: it has ended, or an outbound call is not answered yet.
 */
function isReport(parameters: Parameters): boolean {
  const status = valueOf(parameters, parameter.CallStatus) ?? ''
  if (isFinalCallStatus(status) || status === callStatus.queued || status === callStatus.initiated)
    return true
  const way = valueOf(parameters, parameter.Direction)
  return status === callStatus.ringing && (way === direction.outboundApi || way === direction.outboundDial)
}

/** How much absent parameters count: less when the core set is incomplete, because the request was probably trimmed. */
function weightOfAbsence(seen: ReadonlySet<string>): number {
  const together = parameterSets.core.filter((name) => seen.has(name)).length
  const whole = together === parameterSets.core.length || (together <= 2 && seen.has(parameter.AccountSid))
  return whole ? 1 : 0.5
}

function bestOf(scores: Float64Array, count: number): number[] {
  const left = [...scores.keys()]
  const best: number[] = []
  for (let place = 0; place < count; place += 1) {
    let winner = -1
    for (const index of left) {
      if (!best.includes(index) && (winner === -1 || (scores[index] ?? 0) > (scores[winner] ?? 0)))
        winner = index
    }
    best.push(winner)
  }
  return best
}

function reasonsFor(best: number, second: number, { present, seen }: Observations): Reason[] {
  const factor = weightOfAbsence(seen)
  const difference = (evidence: Evidence): number => (evidence[best] ?? 0) - (evidence[second] ?? 0)
  const absent = [...expectedNames].filter((name) => !seen.has(name))
  return [
    ...present.map(({ parameter, value, evidence }) => ({ parameter, value, weight: difference(evidence) })),
    ...absent.map((name) => ({
      parameter: name,
      value: undefined,
      weight: factor * difference(absenceOf(name)),
    })),
  ]
    .filter(({ weight }) => weight >= 0.5)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 5)
}
