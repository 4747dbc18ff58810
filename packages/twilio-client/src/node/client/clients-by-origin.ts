import { createTwilioClient, type TwilioClient } from './twilio-client.ts'
import type { TwilioClientOptions } from './client-options.ts'

/** A client for each public origin that requests were recorded under; all of them reach one app. */
export interface ClientsByOrigin {
  readonly clientFor: (publicOrigin: string) => TwilioClient
  readonly close: () => Promise<void>
}

/**
 * Makes clients as they are asked for. `publicUrl`: signs all requests for this URL instead of that of the recording.
 * Options that cannot be used are refused by `clientFor`, with a `RingbackError`.
 */
export function createClientsByOrigin(options: TwilioClientOptions): ClientsByOrigin {
  const clients = new Map<string, TwilioClient>()
  return {
    clientFor(publicOrigin) {
      const kept = clients.get(publicOrigin)
      if (kept !== undefined) return kept
      const client = createTwilioClient({ ...options, publicUrl: options.publicUrl ?? publicOrigin })
      clients.set(publicOrigin, client)
      return client
    },
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.close()))
    },
  }
}
