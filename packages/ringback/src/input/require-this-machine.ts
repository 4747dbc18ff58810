import { isLoopback, RingbackError } from '@ringback/common'

/** Throws a `RingbackError` for the URL of another machine, unless that is allowed. */
export function requireThisMachine(url: string, allowRemote: boolean): void {
  const { hostname = '' } = URL.parse(url) ?? {}
  if (allowRemote || isLoopback(hostname)) return
  throw new RingbackError(
    'remote-app',
    `${url} is not on this machine, and this command sends it real requests.`,
    {
      remedy: 'To allow that, pass --allow-remote.',
    },
  )
}
