/**
 * `node --import @ringback/msw/register app.js`: an app runs unmodified, and all its requests to Twilio's REST API go
 * to the virtual Twilio. Environment variables configure it; see the README.
 */
import { importPeer } from '@ringback/common'
import { realClock } from '@ringback/twilio-client'
import { registerOptions } from './adapters/register-options.ts'
import { twilioHandlers } from './adapters/twilio-handlers.ts'

const { setupServer } = await importPeer('msw', () => import('msw/node'))
const { speed, ...options } = registerOptions(process.env)
const twilio = twilioHandlers({ ...options, clock: realClock({ speed }) })
twilio.listen(({ request, response }) => {
  if (response?.status !== 501) return
  const said = 'text' in response.body ? response.body.text : ''
  // The body of a 501 is always an error of ringback.
  const { message } = JSON.parse(said) as { readonly message: string }
  process.stderr.write(`${request.method} ${request.url} failed: ${message}\n`)
})
setupServer(...twilio).listen({ onUnhandledFrame: 'bypass' })
