import { parseAppUrl, RingbackError } from '@ringback/common'

/** The app's address: what is written, or `app` of the configuration. `command`: the words of the command line. */
export function requireAppUrl(written: string | undefined, command: string): URL {
  if (written !== undefined) return parseAppUrl(written)
  throw noApp(command)
}

/** Nothing says where the app listens. */
export function noApp(command: string): RingbackError {
  return new RingbackError(
    'no-app-url',
    `No app URL given. Pass it: ringback ${command} http://127.0.0.1:3000`,
    { remedy: 'Or set `app` in ringback.config.ts.' },
  )
}
