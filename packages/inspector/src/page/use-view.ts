import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/** As in page.css. */
export const rowHeight = 32

/** The part of a long list that is in sight. */
export interface ListView {
  /** The element that scrolls. */
  readonly box: RefObject<HTMLDivElement | null>
  /** The place of the first row in sight. */
  readonly first: number
  /** How many rows are in sight, those included that are cut. */
  readonly count: number
  /** Looks again what is in sight. */
  readonly measure: () => void
  /** Scrolls as little as needed for this row to be in sight. */
  readonly show: (index: number) => void
  /** Moves the list by so many rows. */
  readonly shift: (rows: number) => void
}

/** Watches an element with rows that scrolls; the head of the table covers the height of a row. */
export function useView(): ListView {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ first: 0, count: 25 })
  const measure = (): void => {
    const element = box.current
    if (element === null) return
    const first = topRowOf(element)
    const count = Math.ceil(element.clientHeight / rowHeight) + 1
    setView((before) => (before.first === first && before.count === count ? before : { first, count }))
  }
  useEffect(() => {
    measure()
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  return {
    box,
    ...view,
    measure,
    show(index) {
      const element = box.current
      if (element === null) return
      const top = index * rowHeight
      const visible = element.clientHeight - rowHeight
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + rowHeight > element.scrollTop + visible) element.scrollTop = top + rowHeight - visible
      measure()
    },
    shift(rows) {
      if (box.current === null) return
      box.current.scrollTop += rows * rowHeight
      measure()
    },
  }
}

/** The place of the first row that is in sight. */
export function topRowOf(element: HTMLElement): number {
  return Math.floor(element.scrollTop / rowHeight)
}
