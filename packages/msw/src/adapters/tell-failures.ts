import { restApiSource } from '@ringback/recording'
import { describeEvent } from '@ringback/simulator'
import type { TwilioApi } from '../create-twilio-api.ts'

/**
 * Writes a line for everything that goes wrong while an app runs unmodified: requests of the app that are not answered, and webhooks
 * that do not reach it or get no TwiML that Twilio can use.
 */
export function tellFailures(
  twilio: Pick<TwilioApi, 'listen' | 'simulation'>,
  write: (line: string) => void,
): void {
  twilio.listen(({ request, response, provenance }) => {
    if (provenance.source !== restApiSource || response?.status !== 501) return
    const said = 'text' in response.body ? response.body.text : ''
    // The body of a 501 is always an error of ringback.
    const { message } = JSON.parse(said) as { readonly message: string }
    write(`${request.method} ${request.url} failed: ${message}`)
  })
  twilio.simulation().log.listen((event) => {
    if (event.type === 'problem') write(`Call ${event.callSid}: ${describeEvent(event)}`)
  })
}
