/** `ringback/msw/server`: Twilio's REST API on a port. It does not need the package msw. */
import '@ringback/common/require-node'

export {
  startTwilioServer,
  type TwilioOptions,
  type TwilioServer,
  type TwilioServerOptions,
} from '@ringback/msw/server'
