import { isLoopback } from '@ringback/common'
import { rawValueOf } from '../forward/raw-headers.ts'
import type { ReceivedRequest } from './received-request.ts'

/** Whose `X-Forwarded-*` fields are believed: a TLS terminator's on this machine, everybody's, nobody's. */
export type TrustForwarded = 'loopback' | boolean

/** What the app is told about where a request came from and which public URL it was for. */
export interface ForwardedOrigin {
  /** The address of the proxy's own client. */
  readonly remoteAddress: string
  /** The scheme and host of the public URL. */
  readonly scheme: string
  readonly host: string
  /** False: what the request says about its origin so far is not believed, and replaced. */
  readonly trusted: boolean
}

/** How a request came, judged by its connection, its fields (when they are trusted) and the public URL. */
export function forwardedOrigin(
  received: ReceivedRequest,
  publicUrl: URL | undefined,
  trust: TrustForwarded,
): ForwardedOrigin {
  const { remoteAddress, headers, isSecure } = received
  const trusted = trust === 'loopback' ? isLoopback(remoteAddress) : trust
  if (publicUrl !== undefined) {
    return { remoteAddress, trusted, scheme: publicUrl.protocol.slice(0, -1), host: publicUrl.host }
  }
  const scheme = trusted ? firstOf(rawValueOf(headers, 'x-forwarded-proto')) : undefined
  const host = trusted ? firstOf(rawValueOf(headers, 'x-forwarded-host')) : undefined
  return {
    remoteAddress,
    trusted,
    scheme: scheme ?? (isSecure ? 'https' : 'http'),
    host: host ?? rawValueOf(headers, 'host') ?? 'unknown',
  }
}

/**
 * The URL that Twilio requested and signed, for a request target as it was received. Of a target in absolute form only
 * path and query count where a public URL is configured: no request says itself where it was sent.
 */
export function publicUrlOf(origin: ForwardedOrigin, publicUrl: URL | undefined, target: string): string {
  const absolute = /^https?:\/\/[^/?#]*/i.exec(target)?.[0]
  if (absolute !== undefined && publicUrl === undefined) return target
  const prefix =
    publicUrl === undefined || publicUrl.pathname === '/' ? '' : publicUrl.pathname.replace(/\/$/, '')
  return `${origin.scheme}://${origin.host}${prefix}${target.slice(absolute?.length ?? 0)}`
}

function firstOf(value: string | undefined): string | undefined {
  const first = value?.split(',', 1)[0]?.trim()
  return first === '' ? undefined : first
}
