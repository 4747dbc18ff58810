import { isLoopback } from '@ringback/common'
import type { Problem } from '@ringback/recording'
import type { Duplex } from 'node:stream'
import type { AppAddress } from '../../simulation/app-address.ts'

/** Where a WebSocket is opened. */
export interface SocketRoute {
  /** What is connected to. */
  readonly url: string
  /** The authority that the app sees in the Host header. */
  readonly host: string
  /** Opens the connection when it does not use the network. */
  readonly connect?: () => Duplex
  /** The same without TLS, tried when the port speaks none; absent when that is not tried. */
  readonly plainUrl?: string
}

/**
 * Where a wss URL is opened: on the app when its host is the app's, else on the host itself if that is this machine.
 * What is on this machine needs no TLS. Returns a problem when ringback does not connect there.
 */
export function socketRouteOf(
  { publicUrl, upstreamUrl, allowRemote, connect }: AppAddress,
  url: URL,
): SocketRoute | Problem {
  const { host } = url
  const path = `${url.pathname}${url.search}`
  const isPublic = publicUrl !== undefined && isBelow(url, new URL(publicUrl))
  const upstream = upstreamUrl === undefined ? undefined : new URL(upstreamUrl)
  if (isPublic && connect !== undefined) return { url: `wss://${host}${path}`, host, connect }
  if (isPublic && upstream !== undefined) {
    const rest = path.slice(new URL(publicUrl).pathname.replace(/\/$/, '').length)
    return { url: `${socketOriginOf(upstream)}${upstream.pathname.replace(/\/$/, '')}${rest}`, host }
  }
  if (upstream?.host === host) return { url: `${socketOriginOf(upstream)}${path}`, host }
  if (isLoopback(url.hostname)) return { url: url.href, host, plainUrl: `ws://${host}${path}` }
  if (allowRemote) return { url: url.href, host }
  return isPublic ? unreachableProblem(url) : remoteProblem(url)
}

function isBelow(url: URL, base: URL): boolean {
  const prefix = base.pathname.replace(/\/$/, '')
  return url.host === base.host && (url.pathname === prefix || url.pathname.startsWith(`${prefix}/`))
}

function socketOriginOf({ protocol, host }: URL): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}`
}

function remoteProblem({ href }: URL): Problem {
  return {
    code: 'remote-target',
    message:
      `${href} is not on this machine, so nothing was sent: ` +
      'set publicUrl and app to connect to your app, or allowRemote: true to connect to that machine',
  }
}

function unreachableProblem({ href }: URL): Problem {
  return {
    code: 'remote-target',
    message:
      `${href} is the app in this process, which takes no WebSockets there: ` +
      'pass its http.Server as app, or the address where it listens',
  }
}
