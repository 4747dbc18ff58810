import { createCache, parseAppUrl } from '@ringback/common'

/** The public URL of the app, and the URL where it listens. */
export interface AppLocation {
  /** What Twilio would request and sign. */
  readonly publicUrl?: string | undefined
  /** Where the app listens, without a slash at the end. */
  readonly upstreamUrl?: string | undefined
}

/**
 * Scheme, host and path of where an app listens, without a slash at the end. Throws a RingbackError for an invalid URL.
 */
export function appBaseOf(app: string): string {
  return bases(app, () => {
    const { origin, pathname } = parseAppUrl(app, 'app')
    return `${origin}${pathname.replace(/(?<!\/)\/+$/, '')}`
  })
}

/** Every call of a load asks for that of the same app. */
const bases = createCache<string>()

/**
 * The URL that a request for a public URL is sent to: below the upstream URL if it is below the public one, else
 * unchanged.
 */
export function upstreamUrlOf(url: string, { publicUrl, upstreamUrl }: AppLocation): string {
  const below = publicUrl === undefined ? undefined : pathBelow(url, publicUrl)
  return below === undefined || upstreamUrl === undefined ? url : `${upstreamUrl}${below}`
}

/** The rest of a URL after a base; undefined when the URL is not below the base. */
export function pathBelow(url: string, base: string): string | undefined {
  const trimmed = base.replace(/\/$/, '')
  if (!url.toLowerCase().startsWith(trimmed.toLowerCase())) return undefined
  const rest = url.slice(trimmed.length)
  return rest === '' || /^[/?]/.test(rest) ? rest : undefined
}
