import type { RefObject } from 'preact'
import { useMemo } from 'preact/hooks'
import type { MapPlaceView, MapReportView } from '../../model/report-view.ts'
import { useParameters, type SetParameters } from '../reports/report-address.ts'
import { hasText, placesOf, type ListedPlace } from './places.ts'
import { showPlace } from './show-place.ts'
import { useZoom, type Zoom } from './use-zoom.ts'

/** What of a map is shown, as the address of the page has it. */
export interface MapViewState extends Zoom {
  readonly places: readonly ListedPlace[]
  readonly selected: MapPlaceView | undefined
  /** What is searched for; empty: nothing. */
  readonly text: string
  /** Ids of the places that have it; null without a text. */
  readonly found: readonly string[] | null
  readonly isOutline: boolean
  readonly set: SetParameters
  /** Selects a place and brings it into sight. */
  readonly select: (id: string) => void
  /** Selects the next place that has the text. */
  readonly next: () => void
}

/** The state of the map's view. `box`: what the drawing scrolls in. */
export function useMapView(report: MapReportView, box: RefObject<HTMLElement | null>): MapViewState {
  const [parameters, set] = useParameters('map')
  const places = useMemo(() => placesOf(report.tree), [report])
  const text = parameters.get('text') ?? ''
  const selected = places.find(({ place }) => place.id === parameters.get('place'))?.place
  const found = useMemo(
    () =>
      text === '' ? null : places.filter(({ place }) => hasText(place, text)).map(({ place }) => place.id),
    [places, text],
  )
  const zoom = useZoom({
    box,
    given: numberIn(parameters.get('zoom')),
    onChange: (next) => set({ zoom: String(next) }),
  })
  const select = (id: string): void => {
    set({ place: id })
    showPlace(id)
  }
  const next = (): void => {
    const at = found?.indexOf(selected?.id ?? '') ?? -1
    const id = found?.[(at + 1) % Math.max(1, found.length)]
    if (id !== undefined) select(id)
  }
  const isOutline = parameters.get('as') === 'outline'
  return { ...zoom, places, selected, text, found, isOutline, set, select, next }
}

function numberIn(text: string | null): number | null {
  const value = Number(text ?? '')
  return Number.isFinite(value) && value > 0 ? value : null
}
