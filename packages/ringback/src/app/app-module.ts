import { messageOf, RingbackError } from '@ringback/common'
import type { App } from '@ringback/twilio-client/node'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Io } from '../shell/io.ts'

/** An app that runs in this process. */
export interface LoadedApp {
  readonly app: App
  /** What makes it forget everything, when its module exports that. */
  readonly reset: (() => void | Promise<void>) | undefined
}

interface AppModule {
  readonly default?: unknown
  readonly app?: unknown
  readonly createApp?: (options: { readonly authToken: string; readonly publicUrl: string }) => unknown
  readonly reset?: () => void | Promise<void>
}

/** Whether the app is named by a module's file, `./app.ts`, and not by an address. */
export function isAppModule(written: string | undefined): written is string {
  return written !== undefined && /\.[cm]?[jt]s$/.test(written) && !/^https?:\/\//i.test(written)
}

/** The app that a module exports: as default, as `app`, or as what `createApp({ authToken, publicUrl })` returns. */
export async function loadApp(
  file: string,
  settings: { readonly authToken: string; readonly publicUrl: string },
  io: Pick<Io, 'cwd'>,
): Promise<LoadedApp> {
  const path = resolve(io.cwd, file)
  const module = await import(pathToFileURL(path).href).then(
    // What is in it is looked at below.
    (loaded) => loaded as AppModule,
    (error: unknown) => {
      throw new RingbackError('app-not-loaded', `Cannot load the app ${path}: ${messageOf(error)}`, {
        cause: error,
      })
    },
  )
  const app: unknown = module.default ?? module.app ?? (await module.createApp?.(settings))
  if (typeof app !== 'function' && (typeof app !== 'object' || app === null)) {
    throw new RingbackError('no-app-exported', `${path} does not export an app.`, {
      remedy:
        'Export it as default or as `app` (a listener, express, fastify, hono), or export createApp({ authToken }).',
    })
  }
  // Which kind of app it is, the transport finds out.
  return { app: app as App, reset: module.reset }
}
