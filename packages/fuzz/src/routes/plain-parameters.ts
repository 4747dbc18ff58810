import { edgeCasesOf, plainWebhook } from '@ringback/arbitraries'
import { parameter, valueOf, type Parameters } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import type { Route } from './route.ts'

/** The plainest parameters that Twilio could send to a route: for a Gather that takes speech only, plain speech. */
export function plainParameters({ kind, accepts }: Route): Parameters {
  const { parameters } = plainWebhook(kind)
  if (accepts(parameters)) return parameters
  for (const { webhook } of edgeCasesOf(kind)) if (accepts(webhook.parameters)) return webhook.parameters
  return parameters
}

/** The plainest parameters of the same sort as others: plain speech for speech, where the route takes keys as well. */
export function plainParametersLike(route: Route, parameters: Parameters): Parameters {
  const plain = plainParameters(route)
  if (isSpeech(plain) || !isSpeech(parameters)) return plain
  for (const { webhook } of edgeCasesOf(route.kind)) {
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
