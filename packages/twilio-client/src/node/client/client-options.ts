import { randomUUID } from 'node:crypto'
import { messageOf, RingbackError } from '@ringback/common'
import { transportOf, type AppOptions } from '../transport/transport-of.ts'
import type { Clock } from '../../ports/clock.ts'
import { realClock } from '../../ports/real-clock.ts'
import type { Ids } from '../../ports/ids.ts'
import { appBaseOf } from '../../request/upstream-url.ts'
import type { Transport } from '../transport/transport.ts'
import { headerValue, debuggerCode } from '@ringback/catalog'
import type { Timeouts } from './connection-overrides.ts'

/** The codes under which the error dictionary has an answer with a 4xx or 5xx status. */
export type HttpErrorCode = typeof debuggerCode.httpRetrievalFailure | typeof debuggerCode.httpErrorResponse

/**
 * The options of Twilio's HTTP client. Undocumented behaviour is an option, whose default is what Twilio probably does.
 */
export interface TwilioClientOptions extends AppOptions {
  /** Signs every request. */
  readonly authToken: string
  /**
   * The public URL that Twilio would request and sign. Requests below it go to the app. Without it, an app in this
   * process gets every request.
   */
  readonly publicUrl?: string
  /** Allow requests to other machines. Default: only loopback addresses are reached. */
  readonly allowRemote?: boolean
  /**
   * Adds `X-Forwarded-Proto`, `-Host` and `-For` as the hop that ends TLS would. `auto`: when the public URL
   * and the place the request goes to differ.
   */
  readonly forwardedHeaders?: 'auto' | 'always' | 'never'
  /** The clock for the times of exchanges. Default: the time of this machine. */
  readonly clock?: Pick<Clock, 'now'>
  /** The source of idempotency tokens. Default: random ones. */
  readonly ids?: Pick<Ids, 'uuid'>
  /** The `X-Home-Region` header. Default: `us1`. */
  readonly homeRegion?: string
  /** The code for a 4xx or 5xx answer: the dictionary gives it under both. Default: 11200. */
  readonly httpErrorCode?: HttpErrorCode
  /** The method after a 307 answer to a POST. Default: `get`, as for the other redirects. */
  readonly temporaryRedirect?: 'get' | 'repeat'
  /** Replaces Twilio's limits of 5 s to connect and 15 s in all, in milliseconds; for tests of slow apps. */
  readonly timeouts?: Timeouts
}

/** The options with every default filled in. */
export interface ClientSetup {
  readonly authToken: string
  readonly transport: Transport
  readonly publicUrl: string | undefined
  readonly upstreamUrl: string | undefined
  readonly allowRemote: boolean
  readonly forwardedHeaders: 'auto' | 'always' | 'never'
  readonly clock: Pick<Clock, 'now'>
  readonly ids: Pick<Ids, 'uuid'>
  readonly homeRegion: string
  readonly httpErrorCode: HttpErrorCode
  readonly temporaryRedirect: 'get' | 'repeat'
  readonly timeouts: Timeouts
}

/** Fills in the defaults. Throws a RingbackError that names every option that cannot be used. */
export function readClientOptions(options: TwilioClientOptions): ClientSetup {
  const { app, transport, publicUrl } = options
  const isUrl = typeof app === 'string'
  const problems = [
    ...(options.authToken === '' ? ['authToken is empty'] : []),
    ...(publicUrl === undefined || /^https?:\/\/[^/]/i.test(publicUrl)
      ? []
      : [`publicUrl is not an http(s) URL: ${publicUrl}`]),
    ...(app === undefined || isUrl || transport === undefined ? [] : ['app and transport are both given']),
    ...(isUrl ? appUrlProblems(app) : []),
  ]
  if (problems.length > 0) {
    throw new RingbackError(
      'twilio-client-options',
      `Cannot create the Twilio client: ${problems.join('; ')}.`,
    )
  }
  return {
    authToken: options.authToken,
    transport: transportOf(options),
    publicUrl,
    upstreamUrl: isUrl ? appBaseOf(app) : undefined,
    allowRemote: options.allowRemote ?? false,
    forwardedHeaders: options.forwardedHeaders ?? 'auto',
    clock: options.clock ?? realClock(),
    ids: options.ids ?? { uuid: randomUUID },
    homeRegion: options.homeRegion ?? headerValue.homeRegion,
    httpErrorCode: options.httpErrorCode ?? debuggerCode.httpRetrievalFailure,
    temporaryRedirect: options.temporaryRedirect ?? 'get',
    timeouts: options.timeouts ?? {},
  }
}

function appUrlProblems(app: string): readonly string[] {
  try {
    appBaseOf(app)
    return []
  } catch (error) {
    return [messageOf(error).replace(/\.$/, '')]
  }
}
