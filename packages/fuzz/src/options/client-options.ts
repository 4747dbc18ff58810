import { transportOf, type Transport, type TwilioClientOptions } from '@ringback/twilio-client/node'
import type { AppAccess } from './fuzz-options.ts'

/** The access with its transport: real HTTP, or calls in this process. The code that creates it closes it. */
export interface OpenAccess extends AppAccess {
  /** Where the app listens; undefined for an app in this process. */
  readonly app?: string | undefined
  readonly transport: Transport
}

/** Creates the transport for the access. A transport that was passed in is not closed here. */
export function openAccess<Access extends AppAccess>(access: Access): Omit<Access, 'app'> & OpenAccess {
  const { app } = access
  return { ...access, app: typeof app === 'string' ? app : undefined, transport: transportOf(access) }
}

/** The options by which a Twilio client reaches the app. */
export type ClientOptions = Pick<
  TwilioClientOptions,
  'authToken' | 'app' | 'transport' | 'publicUrl' | 'allowRemote' | 'timeouts'
>

/** The options of a Twilio client for the app. */
export function clientOptionsOf(access: OpenAccess): ClientOptions {
  const { authToken, app, publicUrl, transport, allowRemote, timeouts } = access
  return {
    authToken,
    app,
    transport,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(allowRemote !== undefined && { allowRemote }),
    ...(timeouts !== undefined && { timeouts }),
  }
}
