import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { everyCall, needsDetails } from '../model/call-filter.ts'
import type { CallWindow } from '../model/call-list.ts'
import type { Address } from './address.ts'
import type { CallSource } from './call-source.ts'
import { CallTable } from './call-table.tsx'
import { FilterBar } from './filter-bar.tsx'
import { countText, numberText } from './format.ts'
import { useKeys } from './keys.ts'
import { useCallList, type ListPlace } from './use-call-list.ts'

interface Props {
  readonly source: CallSource
  /** Grows when the folder changes. */
  readonly changes: number
  readonly address: Address
  /** Where the list was left when a call was opened. */
  readonly place: { current: ListPlace | null }
  readonly go: (address: Address, how: 'push' | 'replace') => void
}

/** The list of calls with its filters. */
export function CallsScreen({ source, changes, address, place, go }: Props): JSX.Element {
  const { filter } = address
  const { window, error, view, selected, select, rowAt } = useCallList({ source, filter, changes, place })
  const search = useRef<HTMLInputElement>(null)
  const count = window?.matched ?? 0
  const move = (by: number): void => select(Math.max(0, Math.min(count - 1, selected + by)))
  const open = (index: number): void => {
    const row = rowAt(index)
    if (row === undefined) return
    select(index)
    go({ call: row.id, exchange: null, filter }, 'push')
  }
  useKeys({
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    PageDown: () => move(20),
    PageUp: () => move(-20),
    Home: () => move(-count),
    End: () => move(count),
    Enter: () => open(selected),
    '/': () => search.current?.focus(),
    Escape() {
      const active = document.activeElement
      if (active instanceof HTMLInputElement) active.blur()
      else go({ ...address, filter: everyCall }, 'replace')
    },
  })
  return (
    <>
      <FilterBar
        filter={filter}
        search={search}
        onChange={(next) => go({ ...address, filter: next }, 'replace')}
      />
      <p class="summary" role="status">
        {error ?? (window === null ? 'Reading the calls…' : summaryOf(window, needsDetails(filter)))}
      </p>
      {window?.damage.map((text) => (
        <p class="damage" key={text}>
          Cannot be read: {text}
        </p>
      ))}
      <CallTable count={count} rowAt={rowAt} view={view} selected={selected} onOpen={open} />
      <p class="keys">
        <kbd>j</kbd> <kbd>k</kbd> move · <kbd>Enter</kbd> open · <kbd>/</kbd> search · <kbd>Esc</kbd> clear
        the filters
      </p>
    </>
  )
}

/** How many calls are shown, and what is still being read or looked through. */
function summaryOf(window: CallWindow, isPartial: boolean): string {
  const { folder, matched, total, scanned, read, opening } = window
  const shown =
    matched === total ? countText(total, 'call') : `${numberText(matched)} of ${countText(total, 'call')}`
  return [`${shown} in ${folder}`, openingText(opening), progressOf({ scanned, read, total, isPartial })]
    .filter((text) => text !== '')
    .join(' · ')
}

function openingText(opening: CallWindow['opening']): string {
  if (opening === null) return ''
  if (opening.total === 0) return 'reading the folder'
  return `reading the folder: ${numberText(opening.read)} of ${countText(opening.total, 'new file')}`
}

interface Progress {
  readonly scanned: number
  readonly read: number
  readonly total: number
  /** Calls that were not read cannot be found. */
  readonly isPartial: boolean
}

function progressOf({ scanned, read, total, isPartial }: Progress): string {
  if (scanned < total) return `filter still running: ${numberText(scanned)} of ${countText(total, 'call')}`
  if (read === total) return ''
  if (!isPartial) return `${numberText(read)} read`
  return `filter still running: ${numberText(read)} of ${countText(total, 'call')} read`
}
