import type { CallOptions, PhoneOptions } from '@ringback/simulator'

/** The app, how it is reached, and how far it is crawled. Every call has a clock and SIDs of its own. */
export interface MapOptions extends Omit<PhoneOptions, 'people' | 'clock'> {
  /** Who calls whom. Default: another caller each time. */
  readonly call?: CallOptions
  /** Inputs in a row. Default: 8. */
  readonly depth?: number
  /** Requests to the app in all. Default: 5,000. */
  readonly maxRequests?: number
  /** Milliseconds in all. Default: 60,000. */
  readonly maxTimeMs?: number
  /** Paths or URLs that calls should reach. */
  readonly routes?: readonly string[]
  /** Ends the crawl with what it has. */
  readonly signal?: AbortSignal
  /** The time in milliseconds, for `maxTimeMs`. Default: the time of this machine. */
  readonly now?: () => number
}
