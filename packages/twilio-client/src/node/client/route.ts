import { twilioContent, twilioContentCode } from '@ringback/catalog'
import { createCache, isLoopback, memoized } from '@ringback/common'
import type { Problem } from '@ringback/recording'
import { addressOf } from '../transport/address-of.ts'
import { httpTransport } from '../transport/http/http-transport.ts'
import type { Transport } from '../transport/transport.ts'
import type { ClientSetup } from './client-options.ts'
import { pathBelow, upstreamUrlOf } from '../../request/upstream-url.ts'
import { requestedUrl, type WebhookUrl } from '../../request/webhook-url.ts'

/** Where a request goes. */
export interface Route {
  readonly transport: Transport
  /** Scheme and authority to connect to. */
  readonly origin: string
  readonly target: string
  /** True when that differs from the public URL. */
  readonly forwarded: boolean
}

const direct = httpTransport()

/** The route of a URL, or why ringback does not send to it. */
export function routeOf(url: WebhookUrl, setup: ClientSetup): Route | Problem {
  return routesOf(setup)(requestedUrl(url), () => find(url, setup))
}

/** A client sends to few URLs, to each of them many times. */
type RouteCache = ReturnType<typeof createCache<Route | Problem>>

const routesOf: (setup: ClientSetup) => RouteCache = memoized(() => createCache<Route | Problem>())

function find(url: WebhookUrl, setup: ClientSetup): Route | Problem {
  const { transport, publicUrl, allowRemote } = setup
  const content = twilioContent(requestedUrl(url))
  if (content !== undefined) {
    return {
      code: twilioContentCode,
      message: `${requestedUrl(url)} is Twilio's own ${content.title}, so nothing was sent`,
    }
  }
  const below = publicUrl === undefined ? undefined : pathBelow(requestedUrl(url), publicUrl)
  if (transport.inProcess && (publicUrl === undefined || below !== undefined)) {
    return { transport, origin: `${url.scheme}://${url.authority}`, target: url.target, forwarded: false }
  }
  const outward = transport.inProcess ? direct : transport
  const sent = upstreamUrlOf(requestedUrl(url), setup)
  const origin = /^https?:\/\/[^/?#]+/i.exec(sent)?.[0] ?? sent
  if (!allowRemote && !isLoopback(addressOf(origin).hostname)) return remoteProblem(url)
  return {
    transport: outward,
    origin,
    target: sent.slice(origin.length) || '/',
    forwarded: sent !== requestedUrl(url),
  }
}

function remoteProblem(url: WebhookUrl): Problem {
  return {
    code: 'remote-target',
    message:
      `${url.scheme}://${url.authority} is not on this machine, so nothing was sent: ` +
      'set publicUrl and app to send it to your app, or allowRemote: true to send it to that machine',
  }
}
