import type { ActOptions } from '@ringback/inspector'
import { requireAppUrl } from '../../app/app-url.ts'
import { configuredAppUrl } from '../../app/configured-app-url.ts'
import { publicUrlOf } from '../../app/public-url.ts'
import type { LoadedConfig } from '../../config/load-config.ts'
import { requireThisMachine } from '../../input/require-this-machine.ts'

/** The app that the page may send requests to, from the command line. */
export interface AppRequestOptions {
  readonly app?: string | undefined
  readonly publicUrl?: string | undefined
  /** Seconds. */
  readonly timeout?: number | undefined
  readonly allowRemote: boolean
}

/**
 * What the page can do: send to the app of the option, else of the configuration, where that is an address.
 * @throws {RingbackError} for an app that is no URL, or is on another machine and not allowed.
 */
export function actOptions(
  { app, publicUrl, timeout, allowRemote }: AppRequestOptions,
  loaded: LoadedConfig,
): ActOptions {
  const configured = configuredAppUrl(loaded.config.app, allowRemote)
  const written = app ?? configured
  if (written === undefined) return {}
  const url = requireAppUrl(written, 'inspect --app')
  requireThisMachine(url.href, allowRemote)
  return {
    app: {
      url: url.href,
      publicUrl: publicUrlOf(publicUrl),
      timeoutMs: timeout === undefined ? undefined : timeout * 1000,
      allowRemote,
    },
  }
}
