import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import { isLoopback } from '@ringback/common'
import type { Way } from './forwarded-headers.ts'

/** Whose `X-Forwarded-*` fields are believed: a TLS terminator's on this machine, everybody's, nobody's. */
export type TrustForwarded = 'loopback' | boolean

/** How a request came, judged by its connection, its fields (when they are trusted) and the public URL. */
export function wayOf(request: IncomingMessage, publicUrl: URL | undefined, trust: TrustForwarded): Way {
  const { socket } = request
  const remoteAddress = plainAddress(socket.remoteAddress ?? 'unknown')
  const trusted = trust === 'loopback' ? isLoopback(remoteAddress) : trust
  if (publicUrl !== undefined) {
    return { remoteAddress, trusted, scheme: publicUrl.protocol.slice(0, -1), host: publicUrl.host }
  }
  const scheme = trusted ? firstOf(request.headers['x-forwarded-proto']) : undefined
  const host = trusted ? firstOf(request.headers['x-forwarded-host']) : undefined
  return {
    remoteAddress,
    trusted,
    scheme: scheme ?? (socket instanceof TLSSocket ? 'https' : 'http'),
    host: host ?? request.headers.host ?? 'unknown',
  }
}

/** The URL that Twilio requested and signed, for a request target as it was received. */
export function publicUrlOf(way: Way, publicUrl: URL | undefined, target: string): string {
  if (/^https?:\/\//i.test(target)) return target
  const prefix =
    publicUrl === undefined || publicUrl.pathname === '/' ? '' : publicUrl.pathname.replace(/\/$/, '')
  return `${way.scheme}://${way.host}${prefix}${target}`
}

function firstOf(value: string | string[] | undefined): string | undefined {
  const first = (Array.isArray(value) ? value[0] : value)?.split(',')[0]?.trim()
  return first === '' ? undefined : first
}

function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
}
