import '@ringback/common/require-node'

export { startTwilioServer, type TwilioServer, type TwilioServerOptions } from './adapters/twilio-server.ts'
export type { TwilioOptions } from './options.ts'
export { controlOpenApi } from './control/control-open-api.ts'
export type { ControlOptions } from './control/session.ts'
