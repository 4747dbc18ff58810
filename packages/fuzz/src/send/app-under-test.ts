import type { ProbeContext } from '@ringback/checks'
import type { OpenAccess } from '../options/client-options.ts'
import type { Tally } from '../report/tally.ts'
import { freshSids } from './fresh-sids.ts'
import { createLimiter } from './limiter.ts'
import { createOutageWatch } from './outage-watch.ts'
import { createSender } from './sender.ts'
import { createSocketOpener } from './socket-opener.ts'
import type { SendRequest, Sent } from './sent.ts'
import type { Stop } from './stop.ts'

/** The app as the phases reach it: requests are limited in number, counted, and aborted when the run ends. */
export interface AppUnderTest {
  /** Sends a request. Rejects with `Stopped` once the run has ended. */
  readonly send: SendRequest
  /** The same with a shorter time-out than Twilio's, to find out what makes an answer late. */
  readonly sendImpatiently: SendRequest
  /** Opens a WebSocket of the app. Rejects with `Stopped` once the run has ended. */
  readonly openSocket: ProbeContext['openSocket']
  /** A SID that no call of this run has had; `prefix` is `CA` and the like. */
  readonly freshSid: (prefix: string) => string
  /** The requests that were interrupted when the app stopped. */
  readonly interrupted: () => readonly Sent[]
  /** The last requests that the app answered, the last one first. */
  readonly answered: () => readonly Sent[]
}

/** What `AppUnderTest` depends on. */
export interface AppUnderTestOptions {
  readonly access: OpenAccess
  /** Seed of the SIDs. */
  readonly seed: number
  /** Requests in flight at a time. */
  readonly concurrency: number
  readonly stop: Stop
  readonly tally: Tally
  /** Called after each request that was counted. */
  readonly onRequest: () => void
}

/** Time-out in milliseconds while the cause of a late answer is searched; a good app is faster. */
const impatientMs = 3000
/**
 * An app in this process may answer without returning to the event loop, so signals and timers get a turn from time to
 * time.
 */
const requestsPerTurn = 16

/** Reaches the app over the access. Ends the run with `app-down` when an app that has answered refuses connections. */
export function createAppUnderTest(options: AppUnderTestOptions): AppUnderTest {
  const { access, stop, tally } = options
  const limit = createLimiter(options.concurrency)
  const outage = createOutageWatch()
  const inTurn =
    (send: SendRequest): SendRequest =>
    (request) =>
      stop.orStop(
        limit(async () => {
          if (stop.reason() !== null) return stop.orStop(new Promise<never>(() => {}))
          tally.requests += 1
          options.onRequest()
          if (access.transport.inProcess && tally.requests % requestsPerTurn === 0) {
            await new Promise((resolve) => setImmediate(resolve))
          }
          const sent = await send(request)
          if (outage.isDownAfter(sent)) stop.now('app-down')
          return sent
        }),
      )
  const openSocket = createSocketOpener(access)
  const totalMs = Math.min(impatientMs, access.timeouts?.totalMs ?? impatientMs)
  return {
    send: inTurn(createSender(access)),
    sendImpatiently: inTurn(createSender({ ...access, timeouts: { ...access.timeouts, totalMs } })),
    openSocket: (request) => stop.orStop(limit(() => openSocket(request))),
    freshSid: freshSids(options.seed),
    interrupted: outage.interrupted,
    answered: outage.answered,
  }
}
