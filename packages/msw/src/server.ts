export { startTwilioServer, type TwilioServer, type TwilioServerOptions } from './adapters/twilio-server.ts'
export type { TwilioOptions } from './options.ts'
