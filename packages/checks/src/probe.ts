import type { FormStyle, Parameters, WebhookKind } from '@ringback/catalog'
import type { ObservedExchange } from './check.ts'
import type { CheckFinding } from './finding.ts'

/** A request that a probe wants sent. All but the signature is as Twilio would do it. */
export interface ProbeRequest {
  readonly kind: WebhookKind
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly parameters: Parameters
  /** How spaces are written. Default: as the kind calls for. */
  readonly style?: FormStyle
  /** In place of the right signature; null: no signature at all. */
  readonly signature?: string | null
}

/** What came of a request of a probe. */
export interface ProbedExchange extends ObservedExchange {
  /** Where an HTTP redirect led; null when there was none. */
  readonly redirectedTo: string | null
}

/** A WebSocket that a probe wants opened. All but the signature is as Twilio would do it. */
export interface SocketRequest {
  readonly protocol: 'media-streams' | 'conversation-relay'
  /** The URL as the TwiML has it. */
  readonly url: string
  /** In place of the right signature; null: no signature at all. */
  readonly signature?: string | null
}

/** Sends a request and tells what came of it. Does not reject for what the app does. */
export type Send = (request: ProbeRequest) => Promise<ProbedExchange>

/** What a probe is given. */
export interface ProbeContext {
  readonly send: Send
  /** Sends the webhooks that come before a request in its call; nothing where there are none. */
  readonly begin: (request: ProbeRequest) => Promise<void>
  /** Opens a WebSocket, and closes it again. Resolves with whether the app accepted it and kept it open. Does not reject. */
  readonly openSocket: (request: SocketRequest) => Promise<boolean>
  readonly authToken: string
  /** A SID that was not used before, of a prefix such as `CA`. */
  readonly freshSid: (prefix: string) => string
  /** Other URLs of the app that answer webhooks. */
  readonly otherUrls: readonly string[]
  /** Whether Twilio could send such parameters to the URL: statuses that were asked for, keys that a Gather takes. */
  readonly accepts: (parameters: Parameters) => boolean
}

/** What a probe finds, and the requests that show it, in order; the last one is the one that goes wrong. */
export interface ProbeFinding extends CheckFinding {
  readonly requests: readonly ProbeRequest[]
  /** The same on all pages that have this in common; absent where each page has a cause of its own. */
  readonly cause?: string
  /** What the caller has done by then, beside the plain webhook: `silence`. */
  readonly path?: readonly string[]
}

/** A check that has to send requests of its own. `request` is a plain webhook that the app answers well. */
export interface Probe {
  readonly name: string
  /** What a good app does, in a sentence. */
  readonly title: string
  /** `security`: what a stranger could do. `metamorphic`: what must not make a difference. */
  readonly area: 'security' | 'metamorphic' | 'delivery'
  /**
   * `first`: it has to run before other requests are sent to the page, since an app that counts them would hide what the probe looks
   * for. `alone`: nothing else may be sent to the app meanwhile, since other calls would change what the probe sees. `sockets`: only
   * with requests whose answer opens a WebSocket. Default: at any time, beside others.
   */
  readonly timing?: 'first' | 'alone' | 'sockets'
  readonly appliesTo: (request: ProbeRequest) => boolean
  readonly run: (request: ProbeRequest, context: ProbeContext) => Promise<readonly ProbeFinding[]>
}
