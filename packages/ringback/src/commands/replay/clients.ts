import { createTwilioClient, type TwilioClient } from '@ringback/twilio-client/node'
import { requireThisMachine } from '../../input/require-this-machine.ts'
import { UserError } from '../../shell/user-error.ts'

interface ClientsOptions {
  readonly target: string
  readonly authToken: string
  readonly publicUrl?: string | undefined
  readonly allowRemote: boolean
  readonly timeout?: number | undefined
}

/** One Twilio for each public origin that the recordings were made under. */
export function clientsFor(options: ClientsOptions): {
  clientFor: (publicOrigin: string) => TwilioClient
  close: () => Promise<void>
} {
  const { target, authToken, publicUrl, allowRemote, timeout } = options
  if (URL.parse(target) === null) {
    throw new UserError(`--target ${target} is no URL.`, 'Write it with its scheme: http://127.0.0.1:3000.')
  }
  requireThisMachine(target, allowRemote, 'Replay sends real requests.')
  const clients = new Map<string, TwilioClient>()
  return {
    clientFor(publicOrigin) {
      const kept = clients.get(publicOrigin)
      if (kept !== undefined) return kept
      const client = createTwilioClient({
        authToken,
        publicUrl: publicUrl ?? publicOrigin,
        app: target,
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
