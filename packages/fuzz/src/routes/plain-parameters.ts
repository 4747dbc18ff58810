import {
  edgeCasesOf,
  plainWebhook,
  withCallValues,
  type CallValues,
  type EdgeCase,
} from '@ringback/arbitraries'
import { direction, kindRow, parameter, valueOf, type Parameters, type WebhookKind } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import { memoized } from '@ringback/common'
import { isOnDialledLeg } from './is-on-dialled-leg.ts'
import type { Route } from './route.ts'

/** The edge cases of the kind of a route, with the caller and the values that were given for the run. */
export function* edgeCasesFor(route: Pick<Route, 'kind' | 'call' | 'preceding'>): Generator<EdgeCase> {
  const { kind, call } = route
  for (const { name, webhook } of edgeCasesOf(kind)) {
    const parameters = withCallValues(kind, webhook.parameters, call ?? {})
    if (isOfOtherDirection(route, parameters)) continue
    yield { name, webhook: { ...webhook, parameters } }
  }
}

/**
 * Whether parameters are of a call in another direction than the one that leads to a route. An app that looks its tenant up by
 * the number called rightly knows no other one, so that such webhooks are left out when that number is given.
 */
export function isOfOtherDirection(
  route: Pick<Route, 'kind' | 'call' | 'preceding'>,
  parameters: Parameters,
): boolean {
  const before = route.preceding.at(-1)
  if (route.call?.to === undefined || before === undefined || isOnDialledLeg(route)) return false
  const [now, then] = [parameters, before.parameters].map((each) => valueOf(each, parameter.Direction))
  return now !== undefined && then !== undefined && now !== then && !onDialledLegOnly(route.kind)
}

/** Whether webhooks of a kind are about dialled legs alone: a whisper, the status of a dialled number. */
function onDialledLegOnly(kind: WebhookKind): boolean {
  const row = kindRow(kind).parameters.find(({ name }) => name === parameter.Direction)
  return row?.values?.every((value) => value === direction.outboundDial) === true
}

/**
 * The plainest parameters that Twilio could send to a route: for a Gather that takes speech only, plain speech. The same ones
 * each time, so that they can be compared by reference.
 */
export const plainParameters: (route: Route) => Parameters = memoized((route) => {
  const { kind, call, accepts } = route
  const parameters = plainOfKind(kind, call)
  if (accepts(parameters)) return parameters
  for (const { webhook } of edgeCasesFor(route)) if (accepts(webhook.parameters)) return webhook.parameters
  return parameters
})

/** The plainest parameters of a kind, with the caller and the values that were given for the run. */
export function plainOfKind(kind: WebhookKind, call: CallValues = {}): Parameters {
  return withCallValues(kind, plainWebhook(kind).parameters, call)
}

/** The plainest parameters of the same sort as others: plain speech for speech, where the route takes keys as well. */
export function plainParametersLike(route: Route, parameters: Parameters): Parameters {
  const plain = plainParameters(route)
  if (isSpeech(plain) || !isSpeech(parameters)) return plain
  for (const { webhook } of edgeCasesFor(route)) {
    if (isSpeech(webhook.parameters) && route.accepts(webhook.parameters)) return webhook.parameters
  }
  return plain
}

/** What a request to the same page would be without an oddity. */
export function plainParametersFor(
  routes: Iterable<Route>,
  { kind, url, parameters }: Pick<ProbeRequest, 'kind' | 'url' | 'parameters'>,
): Parameters {
  const route = [...routes].find((each) => each.kind === kind && each.url === url)
  return route === undefined ? plainWebhook(kind).parameters : plainParametersLike(route, parameters)
}

/** Whether a caller has spoken. Then nothing was keyed in: a Gather takes what comes first. */
export function isSpeech(parameters: Parameters): boolean {
  return valueOf(parameters, parameter.SpeechResult) !== undefined
}
