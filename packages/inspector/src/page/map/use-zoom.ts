import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

/** How large a drawing is shown: 1 is its own size. */
export interface Zoom {
  readonly zoom: number
  /** Changes it, around the middle or a point of the window. */
  readonly zoomTo: (zoom: number, around?: { readonly x: number; readonly y: number }) => void
  /** Shows the whole drawing. */
  readonly fit: () => void
}

const least = 0.15
const most = 2.5
/** Text of 13 pixels can be read down to this. */
const leastReadable = 0.85

interface Options {
  /** What scrolls; its first child is the drawing. */
  readonly box: RefObject<HTMLElement | null>
  /** The zoom in the address; null: as wide as the window, as long as it can be read. */
  readonly given: number | null
  readonly onChange: (zoom: number) => void
}

/** The zoom of a drawing in a box that scrolls. */
export function useZoom({ box, given, onChange }: Options): Zoom {
  const [initial, setInitial] = useState(1)
  const zoom = given === null ? initial : limited(given)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null || given !== null) return
    const wanted = (zoom * element.clientWidth) / sizeOf(element).width
    setInitial(Math.min(1, Math.max(leastReadable, wanted)))
  }, [])
  const zoomTo: Zoom['zoomTo'] = (wanted, around) => {
    const element = box.current
    if (element === null) return
    const next = limited(wanted)
    const { left, top } = element.getBoundingClientRect()
    const x = around === undefined ? element.clientWidth / 2 : around.x - left
    const y = around === undefined ? element.clientHeight / 2 : around.y - top
    const [atX, atY] = [(element.scrollLeft + x) / zoom, (element.scrollTop + y) / zoom]
    onChange(next)
    requestAnimationFrame(() => {
      element.scrollLeft = atX * next - x
      element.scrollTop = atY * next - y
    })
  }
  const fit = (): void => {
    const element = box.current
    if (element === null) return
    const { width, height } = sizeOf(element)
    onChange(
      limited(Math.min(1, (zoom * element.clientWidth) / width, (zoom * element.clientHeight) / height)),
    )
  }
  return { zoom, zoomTo, fit }
}

function limited(zoom: number): number {
  return Math.max(least, Math.floor(Math.min(most, zoom) * 100) / 100)
}

/** The size of the drawing as it is shown. */
function sizeOf(element: HTMLElement): { readonly width: number; readonly height: number } {
  const { width = 1, height = 1 } = element.firstElementChild?.getBoundingClientRect() ?? {}
  return { width, height }
}
