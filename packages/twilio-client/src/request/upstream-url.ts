import { parseAppUrl } from '@ringback/common'

/** Where the app is, publicly and really. */
export interface AppLocation {
  /** What Twilio would request and sign. */
  readonly publicUrl?: string | undefined
  /** Where the app listens, without a slash at the end. */
  readonly upstreamUrl?: string | undefined
}

/** Scheme, host and path of where an app listens, without a slash at the end. Throws a RingbackError for what is not a URL. */
export function appBaseOf(app: string): string {
  const { origin, pathname } = parseAppUrl(app, 'app')
  return `${origin}${pathname.replace(/\/+$/, '')}`
}

/** Where a request for a public URL really goes: below the upstream URL if it is below the public one, else as it is. */
export function upstreamUrlOf(url: string, { publicUrl, upstreamUrl }: AppLocation): string {
  const below = publicUrl === undefined ? undefined : pathBelow(url, publicUrl)
  return below === undefined || upstreamUrl === undefined ? url : `${upstreamUrl}${below}`
}

/** What follows a base in a URL below it; undefined when the URL is elsewhere. */
export function pathBelow(url: string, base: string): string | undefined {
  const trimmed = base.replace(/\/$/, '')
  if (!url.toLowerCase().startsWith(trimmed.toLowerCase())) return undefined
  const rest = url.slice(trimmed.length)
  return rest === '' || /^[/?]/.test(rest) ? rest : undefined
}
