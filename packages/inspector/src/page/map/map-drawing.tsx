import type { JSX, RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import type { MapPlaceView } from '../../model/report-view.ts'
import { PlaceTree } from './place-tree.tsx'
import type { ListedPlace } from './places.ts'
import { elementIdOf } from './show-place.ts'
import { useDragging } from './use-dragging.ts'
import type { MapViewState } from './use-map-view.ts'

interface Props {
  /** Null when not even the first call could be made. */
  readonly tree: MapPlaceView | null
  readonly view: MapViewState
  readonly box: RefObject<HTMLDivElement | null>
}

/** The tree in a box that scrolls. Its keys are those of any tree: arrows move, Home and End go to its ends. */
export function MapDrawing({ tree, view, box }: Props): JSX.Element {
  const { places, selected, found, isOutline, zoom, zoomTo, set, select } = view
  useDragging(box, (factor, around) => {
    if (!isOutline) zoomTo(zoom * factor, around)
  })
  useStart(box, selected?.id ?? '0')
  return (
    <div
      class={isOutline ? 'drawing outline' : 'drawing'}
      ref={box}
      role="region"
      aria-label="Drawing of the phone tree"
      tabIndex={0}
      onKeyDown={(event) => moveInTree(event, places, select)}
    >
      {tree === null ? (
        <p class="quiet empty">Not even the first call could be made.</p>
      ) : (
        <div class="sheet" style={{ zoom: isOutline ? '1' : String(zoom) }}>
          <PlaceTree
            tree={tree}
            selected={selected?.id ?? null}
            found={found === null ? null : new Set(found)}
            onSelect={(id) => set({ place: id })}
          />
        </div>
      )}
    </div>
  )
}

/** Brings the first place, or the one in the address, into sight. */
function useStart(box: { readonly current: HTMLElement | null }, id: string): void {
  useEffect(() => {
    const place = document.getElementById(elementIdOf(id))
    place?.scrollIntoView({ block: 'center', inline: id === '0' ? 'nearest' : 'center' })
    if (id === '0' && box.current !== null) box.current.scrollLeft = 0
  }, [])
}

/** Moves the selection where a place of the tree has the focus; other keys go on to the page. */
function moveInTree(
  event: KeyboardEvent,
  places: readonly ListedPlace[],
  select: (id: string) => void,
): void {
  const { target, key } = event
  if (!(target instanceof HTMLElement) || target.role !== 'treeitem') return
  const at = places.findIndex(({ place }) => elementIdOf(place.id) === target.id)
  const listed = places[at]
  const goals: ReadonlyMap<string, ListedPlace | undefined> = new Map([
    ['ArrowDown', places[at + 1]],
    ['ArrowUp', places[at - 1]],
    ['ArrowRight', places.find(({ place }) => place === listed?.place.children[0])],
    ['ArrowLeft', places.find(({ place }) => place === listed?.parent)],
    ['Home', places[0]],
    ['End', places.at(-1)],
    ['Enter', listed],
    [' ', listed],
  ])
  if (!goals.has(key) || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  event.stopPropagation()
  const goal = goals.get(key)
  if (goal !== undefined) select(goal.place.id)
}
