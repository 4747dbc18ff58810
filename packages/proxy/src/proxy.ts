import type { ProxyCounts, ProxyEvent } from './events.ts'

/** How `close` ends a proxy. */
export interface CloseOptions {
  /** True (default): requests in flight are finished and the store is waited for. False: leave at once. */
  readonly drain?: boolean
}

/** A running proxy. */
export interface Proxy {
  /** Where it listens: `http://127.0.0.1:4040`. */
  readonly url: string
  /** What happens, from the start on for the first reader; ends after `closed`. */
  readonly events: AsyncIterable<ProxyEvent>
  /** How many of each so far. */
  readonly counts: ProxyCounts
  /**
   * Takes no more requests, finishes those in flight, waits for the store and resolves to the counts. A second
   * call with `{ drain: false }` leaves at once; what is then lost is counted. The store stays open.
   */
  close(options?: CloseOptions): Promise<ProxyCounts>
}
