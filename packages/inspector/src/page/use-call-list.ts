import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { queryOf, type CallFilter } from '../model/call-filter.ts'
import type { CallRow, CallWindow } from '../model/call-list.ts'
import type { CallSource } from './call-source.ts'
import { useLoaded } from './use-loaded.ts'
import { topRowOf, useView, type ListView } from './use-view.ts'

/** Rows are asked for in pieces of so many, so that most steps of scrolling ask for nothing. */
const pieceRows = 100
/** A filter that still runs is asked again after this time. */
const askAgainMs = 150

/** The row that the keyboard is on. */
interface SelectedRow {
  readonly index: number
  /** The call that stays selected wherever it moves to; null: whatever stands in this place. */
  readonly id: string | null
}

const firstRow: SelectedRow = { index: 0, id: null }

/** Where a list was left. */
export interface ListPlace {
  /** The filter that it was left with. */
  readonly query: string
  readonly selected: SelectedRow
}

/** The list of calls as far as it is in sight. */
export interface CallListState {
  /** The last window that was loaded; null before the first. */
  readonly window: CallWindow | null
  readonly error: string | null
  readonly view: ListView
  /** The place of the row that is selected. */
  readonly selected: number
  /** Selects the row in a place, and brings it into sight. */
  readonly select: (index: number) => void
  /** The row in a place; undefined while it is not loaded. */
  readonly rowAt: (index: number) => CallRow | undefined
}

interface Listed {
  readonly source: CallSource
  readonly filter: CallFilter
  /** Grows when the folder changes. */
  readonly changes: number
  /** Where the list was left, and will be left. */
  readonly place: { current: ListPlace | null }
}

/** A window, and the rows whose new places were asked for with it. */
interface Loaded {
  readonly window: CallWindow
  readonly top: { readonly index: number; readonly id: string }
  readonly selectedId: string
}

/**
 * Loads the rows in sight and some around them. When calls come or go, the selected row stays selected, and the rows in sight
 * stay where they are, unless the list stands at its start.
 */
export function useCallList({ source, filter, changes, place }: Listed): CallListState {
  const query = queryOf(filter)
  const view = useView()
  const [selected, setSelected] = useState<SelectedRow>(
    place.current?.query === query ? place.current.selected : firstRow,
  )
  const [repeats, setRepeats] = useState(0)
  const shown = useRef<CallWindow | null>(null)
  const offset = Math.max(0, Math.floor(view.first / pieceRows) - 1) * pieceRows
  const limit = 3 * pieceRows + view.count
  const load = async (signal: AbortSignal): Promise<Loaded> => {
    const index = view.box.current === null ? 0 : topRowOf(view.box.current)
    const top = { index, id: index === 0 ? '' : (rowIn(shown.current, index)?.id ?? '') }
    const selectedId = selected.id ?? ''
    const window = await source.window(filter, { offset, limit, find: [top.id, selectedId] }, signal)
    return { window, top, selectedId }
  }
  const { value, error } = useLoaded(load, [source, changes, query, offset, limit, repeats])
  shown.current = value?.window ?? null
  useLayoutEffect(() => {
    if (value === null) return
    const [top = null] = value.window.places
    if (top !== null && top !== value.top.index) view.shift(top - value.top.index)
    setSelected((before) => movedWith(before, value))
  }, [value])
  useEffect(() => {
    if (value === null || value.window.isComplete) return undefined
    const timer = setTimeout(() => setRepeats((count) => count + 1), askAgainMs)
    return () => clearTimeout(timer)
  }, [value])
  const isLoaded = value !== null
  useLayoutEffect(() => view.show(selected.index), [isLoaded])
  const before = useRef(query)
  useLayoutEffect(() => {
    if (before.current === query) return
    before.current = query
    setSelected(firstRow)
    view.show(0)
  }, [query])
  useEffect(() => {
    place.current = { query, selected }
  })
  const rowAt = (index: number): CallRow | undefined => rowIn(shown.current, index)
  return {
    window: shown.current,
    error,
    view,
    selected: Math.max(0, Math.min(selected.index, (shown.current?.matched ?? 1) - 1)),
    rowAt,
    select(index) {
      setSelected({ index, id: rowAt(index)?.id ?? null })
      view.show(index)
    },
  }
}

function rowIn(window: CallWindow | null, index: number): CallRow | undefined {
  return window === null || index < window.offset ? undefined : window.rows[index - window.offset]
}

/** The selection after a window was loaded: where its call is now, or which call it is. */
function movedWith(selected: SelectedRow, { window, selectedId }: Loaded): SelectedRow {
  const { index, id } = selected
  if (id === null) return index === 0 ? selected : { index, id: rowIn(window, index)?.id ?? null }
  const place = id === selectedId ? window.places[1] : undefined
  return place === undefined || place === null || place === index ? selected : { index: place, id }
}
