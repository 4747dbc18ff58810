import type { MapCallerMemory, MapEdge, MapMark, MapState, PhoneMap } from './phone-map.ts'

/** An event of `mapPhone`. `finished` is the last one. */
export type MapEvent =
  | { readonly type: 'state'; readonly state: MapState }
  | { readonly type: 'edge'; readonly edge: MapEdge }
  /** The app remembers callers: the crawl begins anew with other callers, and the states and edges so far do not count. */
  | { readonly type: 'restarted'; readonly callerMemory: MapCallerMemory }
  | { readonly type: 'mark'; readonly mark: MapMark }
  | { readonly type: 'finished'; readonly map: PhoneMap }
