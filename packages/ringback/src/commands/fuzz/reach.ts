import type { App } from '@ringback/twilio-client/node'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import type { AppAccess } from '@ringback/fuzz'
import type { RingbackConfig } from '../../config/config.ts'
import { requireThisMachine } from '../../input/require-this-machine.ts'
import type { Io } from '../../shell/io.ts'
import { messageOf, UserError } from '../../shell/user-error.ts'

interface ReachSettings {
  readonly authToken?: string | undefined
  readonly publicUrl?: string | undefined
  readonly allowRemote: boolean
  readonly timeout?: number | undefined
  readonly inProcess?: string | undefined
}

/** How an app is reached: over HTTP, or as a module in this process. */
export interface Reach {
  readonly reach: AppAccess
  /** What makes the app forget, when its module exports that. */
  readonly reset?: () => void | Promise<void>
}

/** Brings options, configuration and environment together. `origin`: where the app listens. Throws a `UserError`. */
export async function reachOf(
  options: ReachSettings,
  origin: string,
  config: RingbackConfig,
  io: Io,
): Promise<Reach> {
  const authToken = options.authToken ?? io.env['TWILIO_AUTH_TOKEN'] ?? config.authToken
  if (authToken === undefined || authToken === '') {
    throw new UserError(
      'Webhooks have to be signed, and there is no auth token.',
      'Set TWILIO_AUTH_TOKEN to the token that the app checks with, or give --auth-token.',
    )
  }
  const publicUrl = (options.publicUrl ?? config.publicUrl)?.replace(/\/$/, '')
  const { timeout } = options
  if (options.inProcess === undefined) {
    requireThisMachine(origin, options.allowRemote, 'Fuzzing sends thousands of real requests.')
  }
  const common: AppAccess = {
    authToken,
    allowRemote: options.allowRemote,
    ...(timeout !== undefined && { timeouts: { totalMs: timeout * 1000, readMs: timeout * 1000 } }),
  }
  if (options.inProcess === undefined) {
    return { reach: { ...common, app: origin, ...(publicUrl !== undefined && { publicUrl }) } }
  }
  const base = publicUrl ?? origin
  const { app, reset } = await appIn(resolve(io.cwd, options.inProcess), { authToken, publicUrl: base })
  return {
    reach: { ...common, publicUrl: base, app },
    ...(reset !== undefined && { reset }),
  }
}

interface AppModule {
  readonly default?: unknown
  readonly app?: unknown
  readonly createApp?: (options: { readonly authToken: string; readonly publicUrl: string }) => unknown
  readonly reset?: () => void | Promise<void>
}

/** The app that a module exports: as default, as `app`, or as what `createApp({ authToken, publicUrl })` gives. */
async function appIn(
  path: string,
  settings: { readonly authToken: string; readonly publicUrl: string },
): Promise<{ readonly app: App; readonly reset: AppModule['reset'] }> {
  const module = await import(pathToFileURL(path).href).then(
    // What is in it is looked at below.
    (loaded) => loaded as AppModule,
    (error: unknown) => {
      throw new UserError(`${path} cannot be loaded: ${messageOf(error)}`)
    },
  )
  const app: unknown = module.default ?? module.app ?? (await module.createApp?.(settings))
  if (typeof app !== 'function' && (typeof app !== 'object' || app === null)) {
    throw new UserError(
      `${path} exports no app.`,
      'Export it as default or as `app` (a listener, express, fastify, hono), or export createApp({ authToken }).',
    )
  }
  // Which kind of app it is, is the transport's to find out.
  return { app: app as App, reset: module.reset }
}
