/**
 * `node --import @ringback/msw/register app.js`: an app runs unmodified, and all its requests to Twilio's REST API go
 * to the virtual Twilio. Environment variables configure it; see the README.
 */
import '@ringback/common/require-node'
import { importPeer } from '@ringback/common'
import { realClock } from '@ringback/twilio-client'
import { registerOptions } from './adapters/register-options.ts'
import { tellFailures } from './adapters/tell-failures.ts'
import { twilioHandlers } from './adapters/twilio-handlers.ts'

const { setupServer } = await importPeer('msw', () => import('msw/node'))
const { speed, ...options } = registerOptions(process.env)
const twilio = twilioHandlers({ ...options, clock: realClock({ speed }) })
tellFailures(twilio, (line) => process.stderr.write(`${line}\n`))
setupServer(...twilio).listen({ onUnhandledFrame: 'bypass' })
