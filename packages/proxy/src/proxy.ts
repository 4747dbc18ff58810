import type { ProxyCounts, ProxyEvent } from './events.ts'
import type { ProxyOptions } from './options.ts'
import type { Traffic } from './traffic/traffic.ts'

/** How `close` ends a proxy. */
export interface CloseOptions {
  /** True (default): requests in flight are finished and the store is waited for. False: leave at once. */
  readonly drain?: boolean
}

/** Auth tokens as the options of a proxy have them. */
export type GivenTokens = Pick<ProxyOptions, 'authToken' | 'authTokens'>

/** A running proxy. */
export interface Proxy {
  /** Where it listens: `http://127.0.0.1:4040`. */
  readonly url: string
  /** What happens, from the start on for the first reader; ends after `closed`. */
  readonly events: AsyncIterable<ProxyEvent>
  /** How many of each so far. */
  readonly counts: ProxyCounts
  /** What has passed so far, in numbers: what metrics are made of. */
  readonly traffic: Traffic
  /**
   * From now on signatures are checked with these auth tokens alone, and the event `auth-tokens-changed` tells so. Without an
   * effect under `signature: 'off'`.
   * @throws {ProxyOptionsError} when there is none, or one is empty; those of before then stay.
   */
  changeAuthTokens(tokens: GivenTokens): void
  /** Tells whoever reads the events of something that the program around the proxy has noticed. */
  warn(code: string, message: string): void
  /**
   * Takes no more requests, finishes those in flight, waits for the store and resolves to the counts. A second
   * call with `{ drain: false }` leaves at once; what is then lost is counted. The store stays open.
   */
  close(options?: CloseOptions): Promise<ProxyCounts>
}
