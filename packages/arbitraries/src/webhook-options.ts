import { isWebhookKind, kinds, unknownKindError, type WebhookKind } from '@ringback/catalog'
import { RingbackError } from '@ringback/common'
import { compiledKind } from './kind/compile-kind.ts'
import { build } from './choices/build.ts'
import { plainChoices } from './choices/plain-choices.ts'
import { fullKindPlan, type KindPlan, type Plan } from './choices/plan.ts'
import { callValueProblems, type CallValues } from './call-values.ts'
import type { Overrides } from './overrides.ts'

/** What `webhook()` and `webhookOf()` generate. */
export interface WebhookOptions {
  /** The kinds to generate. Default: all. */
  readonly kind?: WebhookKind | readonly WebhookKind[]
  /**
   * How odd the webhooks are: the chance, from 0 (only ordinary calls) to 1, that a facet of a webhook departs
   * from plain; `'only'`: each webhook is plain except for exactly one edge case. Default: 0.15.
   */
  readonly edgeCases?: number | 'only'
  /** The edge cases that may occur, by name (`From:withheld-anonymous`) or by facet (`From`). */
  readonly only?: readonly string[]
  /** The edge cases that may not occur, by name or by facet. */
  readonly without?: readonly string[]
  /** Who calls whom, and values of other parameters where the webhook has them. */
  readonly call?: CallValues
  /** Values that parameters must have; null leaves a parameter out. */
  readonly overrides?: Overrides
  /** The method of the requests. Default: Twilio's default, with the other one as an edge case. */
  readonly method?: 'GET' | 'POST'
}

const usualWeight = 0.15

/**
 * The plan that options describe. Throws a `RingbackError` with code `webhook-options` that names every problem of the
 * options.
 */
export function planOf(options: WebhookOptions): Plan {
  const { edgeCases = usualWeight, only, without = [], overrides = {}, method, call } = options
  const wanted = wantedKinds(options.kind)
  const problems = wanted.filter((kind) => !isWebhookKind(kind)).map((kind) => unknownKindError(kind).message)
  const known = wanted.filter(isWebhookKind)
  if (wanted.length === 0) problems.push('kind is an empty list.')
  if (edgeCases !== 'only' && !(edgeCases >= 0 && edgeCases <= 1)) {
    problems.push(`edgeCases is ${edgeCases}. Expected 'only' or a number from 0 to 1.`)
  }
  problems.push(
    ...unknownNames(known, [...(only ?? []), ...without]).map((name) => `Unknown edge case ${name}.`),
  )
  if (call !== undefined) problems.push(...callValueProblems(call))
  const isAllowed = (facet: string, name: string): boolean =>
    (only === undefined || only.includes(facet) || only.includes(name)) &&
    !without.includes(facet) &&
    !without.includes(name)
  const plans = known.map((kind) => kindPlan(kind, isAllowed, method)).filter((plan) => plan !== undefined)
  const [first, ...rest] =
    edgeCases === 'only' ? plans.map(standingAlone).filter(({ departures }) => departures.length > 0) : plans
  if (first === undefined && problems.length === 0) problems.push(nothingLeft(method, edgeCases))
  if (first === undefined || problems.length > 0)
    throw new RingbackError('webhook-options', `Invalid webhook options: ${problems.join(' ')}`)
  return {
    kinds: [first, ...rest],
    edgeCases: edgeCases === 'only' ? 'alone' : edgeCases * 2 ** 32,
    overrides,
    call,
  }
}

/** A plan without the departures that have no effect on a webhook that is plain otherwise: the city of a client. */
function standingAlone(plan: KindPlan): KindPlan {
  const whole: Plan = { kinds: [plan], edgeCases: 0, overrides: {} }
  const departures = plan.departures.filter(
    (departure) => build(plainChoices(whole, 0, departure), whole).webhook.oddities.length > 0,
  )
  return { ...plan, departures }
}

function wantedKinds(kind: WebhookOptions['kind']): readonly string[] {
  if (kind === undefined) return allKinds
  return typeof kind === 'string' ? [kind] : kind
}

const allKinds: readonly WebhookKind[] = kinds.map(({ kind }) => kind).filter(isWebhookKind)

function unknownNames(wanted: readonly WebhookKind[], names: readonly string[]): readonly string[] {
  if (names.length === 0) return []
  const known = new Set(
    wanted.flatMap((kind) =>
      compiledKind(kind).facets.flatMap(({ name, cases }) => [
        name,
        ...cases.map((each) => `${name}:${each.name}`),
      ]),
    ),
  )
  return names.filter((name) => !known.has(name))
}

function nothingLeft(method: string | undefined, edgeCases: number | 'only'): string {
  if (edgeCases === 'only') return 'No edge case left: `only` and `without` exclude all of them.'
  return `Twilio does not send any of these kinds with ${method}.`
}

function kindPlan(
  kind: WebhookKind,
  isAllowed: (facet: string, name: string) => boolean,
  method: string | undefined,
): KindPlan | undefined {
  const { compiled } = fullKindPlan(kind)
  const methodCase = compiled.facets[0]?.cases.findIndex(({ name }) => name === method)
  if (method !== undefined && methodCase === -1) return undefined
  const chosen = compiled.facets.map((_, facet) =>
    facet === 0 && method !== undefined ? methodCase : undefined,
  )
  const odd = compiled.facets.map(({ name, cases }, facet) =>
    cases.flatMap((each, index) =>
      index > 0 && chosen[facet] === undefined && isAllowed(name, `${name}:${each.name}`) ? [index] : [],
    ),
  )
  const departures = odd.flatMap((cases, facet) => cases.map((oddCase) => [facet, oddCase] as const))
  return { compiled, odd, chosen, departures }
}
