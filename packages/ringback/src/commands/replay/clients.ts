import { createTwilioClient, type TwilioClient } from '@ringback/twilio-client/node'
import { requireThisMachine } from '../../input/require-this-machine.ts'

interface ClientsOptions {
  readonly app: URL
  readonly authToken: string
  readonly publicUrl: string | undefined
  readonly allowRemote: boolean
  /** Seconds. */
  readonly timeout: number | undefined
}

/** A Twilio for each public origin that the recordings were made under. */
export interface Clients {
  readonly clientFor: (publicOrigin: string) => TwilioClient
  readonly close: () => Promise<void>
}

/** Makes them as they are asked for. Throws a `RingbackError` for an app on another machine. */
export function clientsFor({ app, authToken, publicUrl, allowRemote, timeout }: ClientsOptions): Clients {
  requireThisMachine(app.href, allowRemote)
  const clients = new Map<string, TwilioClient>()
  return {
    clientFor(publicOrigin) {
      const kept = clients.get(publicOrigin)
      if (kept !== undefined) return kept
      const client = createTwilioClient({
        authToken,
        publicUrl: publicUrl ?? publicOrigin,
        app: app.href,
        allowRemote,
        ...(timeout !== undefined && { timeouts: { totalMs: timeout * 1000, readMs: timeout * 1000 } }),
      })
      clients.set(publicOrigin, client)
      return client
    },
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.close()))
    },
  }
}
