import type { MapEdge, MapMark, MapState, PhoneMap } from './phone-map.ts'

/** An event of `mapPhone`. `finished` is the last one. */
export type MapEvent =
  | { readonly type: 'state'; readonly state: MapState }
  | { readonly type: 'edge'; readonly edge: MapEdge }
  | { readonly type: 'mark'; readonly mark: MapMark }
  | { readonly type: 'finished'; readonly map: PhoneMap }
