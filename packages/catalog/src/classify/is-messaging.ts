import { messagingParameters } from '../data/kind-signals.ts'
import type { Parameters } from '../parameters.ts'

/** Whether a request is a webhook of Twilio's messaging product: it has a parameter that no voice webhook has. */
export function isMessaging(parameters: Parameters): boolean {
  return parameters.some(([name]) => messagingParameters.has(name))
}
