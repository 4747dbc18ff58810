import { edgeCasesOf, plainWebhook } from '@ringback/arbitraries'
import type { Parameters } from '@ringback/catalog'
import type { Route } from './route.ts'

/** The plainest parameters that Twilio could send to a route: for a Gather that takes speech only, plain speech. */
export function plainFor({ kind, accepts }: Route): Parameters {
  const { parameters } = plainWebhook(kind)
  if (accepts(parameters)) return parameters
  for (const { webhook } of edgeCasesOf(kind)) if (accepts(webhook.parameters)) return webhook.parameters
  return parameters
}
