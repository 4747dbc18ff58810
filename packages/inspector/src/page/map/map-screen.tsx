import type { JSX, RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import type { MapReportView } from '../../model/report-view.ts'
import { useKeys } from '../keys.ts'
import { MapDrawing } from './map-drawing.tsx'
import { MapSummary } from './map-summary.tsx'
import { MapTools } from './map-tools.tsx'
import { PlaceDetail } from './place-detail.tsx'
import { waysTo } from './places.ts'
import { useMapView, type MapViewState } from './use-map-view.ts'

const panBy = 80

/** The phone tree of an app: drawn from left to right, or as an outline. */
export function MapScreen({ report }: { readonly report: MapReportView }): JSX.Element {
  const box = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const view = useMapView(report, box)
  const { places, selected, found, text, isOutline, zoom, zoomTo, fit, set, next } = view
  useMapKeys(view, box, search)
  const marks = [...report.marks, ...places.flatMap(({ place }) => place.marks)]
  return (
    <>
      <MapSummary report={report} marks={marks} />
      <MapTools
        {...{ search, text, isOutline, zoom }}
        found={found?.length ?? null}
        onText={(value) => set({ text: value })}
        onNext={next}
        onOutline={(value) => set({ as: value ? 'outline' : '' })}
        onZoom={zoomTo}
        onFit={fit}
      />
      <div class="map">
        <MapDrawing tree={report.tree} view={view} box={box} />
        {selected !== undefined && (
          <PlaceDetail
            key={selected.id}
            place={selected}
            ways={waysTo(places, selected.id)}
            onClose={() => set({ place: '' })}
          />
        )}
      </div>
      <p class="keys">
        <kbd>+</kbd> <kbd>-</kbd> <kbd>0</kbd> zoom, also Ctrl and the wheel · arrows move the drawing, or the
        selection where a place has the focus · <kbd>/</kbd> search, <kbd>n</kbd> next · <kbd>o</kbd> outline
      </p>
    </>
  )
}

function useMapKeys(
  { zoom, zoomTo, fit, set, next, isOutline }: MapViewState,
  box: RefObject<HTMLElement | null>,
  search: RefObject<HTMLInputElement | null>,
): void {
  const pan = (x: number, y: number): void => box.current?.scrollBy(x * panBy, y * panBy)
  useKeys({
    '+': () => zoomTo(zoom * 1.25),
    '=': () => zoomTo(zoom * 1.25),
    '-': () => zoomTo(zoom / 1.25),
    '0': fit,
    ArrowLeft: () => pan(-1, 0),
    ArrowRight: () => pan(1, 0),
    ArrowUp: () => pan(0, -1),
    ArrowDown: () => pan(0, 1),
    o: () => set({ as: isOutline ? '' : 'outline' }),
    n: next,
    '/': () => search.current?.focus(),
    Escape() {
      const active = document.activeElement
      if (active instanceof HTMLInputElement) active.blur()
      else set({ place: '', text: '' })
    },
  })
}
