import { appBaseOf } from '@ringback/twilio-client'
import type { Transport, TwilioClientOptions } from '@ringback/twilio-client/node'
import type { Duplex } from 'node:stream'

/** Where the app is, as far as WebSockets need it. */
export interface AppAddress {
  readonly publicUrl: string | undefined
  readonly upstreamUrl: string | undefined
  readonly allowRemote: boolean
  readonly connect: (() => Duplex) | undefined
}

/** The address of the app that a client with these options reaches. */
export function appAddressOf(
  { publicUrl, app, allowRemote = false }: Pick<TwilioClientOptions, 'publicUrl' | 'app' | 'allowRemote'>,
  { connect }: Pick<Transport, 'connect'>,
): AppAddress {
  return {
    publicUrl,
    upstreamUrl: typeof app === 'string' ? appBaseOf(app) : undefined,
    allowRemote,
    connect,
  }
}
