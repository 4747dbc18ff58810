/** `ringback/msw/server`: Twilio's REST API on a port. It does not need the package msw. */
import '../front-door/require-node.ts'

export {
  startTwilioServer,
  type TwilioOptions,
  type TwilioServer,
  type TwilioServerOptions,
} from '@ringback/msw/server'
