import type { CallOptions, PhoneOptions } from '@ringback/simulator'

/** The app, how it is reached, and how far it is crawled. Every call has its own clock and SIDs. */
export interface MapOptions extends Omit<PhoneOptions, 'people' | 'clock'> {
  /**
   * The caller and the called number. Default: one caller for all calls, and another one for each call once the app turns out to
   * remember callers.
   */
  readonly call?: CallOptions
  /** Maximum number of inputs in a row. Default: 8. */
  readonly depth?: number
  /** Maximum number of requests to the app. Default: as many as the time allows. */
  readonly maxRequests?: number
  /** Maximum time in milliseconds. Default: 60,000. */
  readonly maxTimeMs?: number
  /** Paths or URLs that calls should reach. */
  readonly routes?: readonly string[]
  /** Ends the crawl and returns the map so far. */
  readonly signal?: AbortSignal
  /** The time in milliseconds, for `maxTimeMs`. Default: the time of this machine. */
  readonly now?: () => number
}
