import { parseAppUrl, RingbackError } from '@ringback/common'
import { isAppModule } from '../app/app-module.ts'
import { looksLikeAppUrl } from '../app/looks-like-app-url.ts'
import { loadConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'
import { findTunnel } from './find-tunnel.ts'

/** What `--public-url auto` needs of a command's options. */
interface AppOptions {
  readonly config?: string | undefined
  /** The app as it was named. */
  readonly app: unknown
  /** Where it was not: words of which one may be the app, since it comes before or behind the name of a call. */
  readonly words: readonly unknown[]
}

/**
 * What `--public-url auto` means for a command that asks the app itself: the URL of the tunnel that forwards to the app.
 * @throws {RingbackError} when the app has no address, or no tunnel forwards to it.
 */
export async function publicUrlOfApp({ config, app: named, words }: AppOptions, io: Io): Promise<string> {
  const given =
    named ?? words.find((word) => typeof word === 'string' && (looksLikeAppUrl(word) || isAppModule(word)))
  const app = typeof given === 'string' ? given : (await loadConfig(io, config)).config.app
  if (app === undefined || isAppModule(app)) {
    throw new RingbackError('no-app-address', '--public-url auto needs an app that listens on a port.', {
      remedy: 'Name its address, or pass the URL: --public-url https://phone.example.com',
    })
  }
  const { port, protocol } = parseAppUrl(app)
  const sought = {
    port: Number(port === '' ? (protocol === 'https:' ? 443 : 80) : port),
    what: 'the app',
  } as const
  return (await findTunnel(sought, io)).publicUrl
}
