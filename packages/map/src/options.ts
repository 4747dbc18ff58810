import type { CallOptions, PhoneOptions } from '@ringback/simulator'
import type { MapEdge, MapMark, MapState, PhoneMap } from './phone-map.ts'

/** What is crawled, and how far. */
export interface MapOptions {
  /** The app, and how it is reached. Every call gets a clock and SIDs of its own. */
  readonly phone: Omit<PhoneOptions, 'people' | 'clock'>
  readonly call?: CallOptions
  /** Inputs in a row. Default: 8. */
  readonly depth?: number
  /** Requests to the app in all. Default: 5,000. */
  readonly maxRequests?: number
  /** Milliseconds in all. Default: 60,000. */
  readonly maxMs?: number
  /** Paths or URLs that should be reached. */
  readonly routes?: readonly string[]
  /** Milliseconds, for `maxMs` only. Default: the time of this machine. */
  readonly now?: () => number
}

/** What the crawler tells as it goes. */
export type MapEvent =
  | { readonly type: 'state'; readonly state: MapState }
  | { readonly type: 'edge'; readonly edge: MapEdge }
  | { readonly type: 'mark'; readonly mark: MapMark }
  | { readonly type: 'finished'; readonly map: PhoneMap }
