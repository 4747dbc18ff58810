import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { everyCall, needsDetails, queryOf } from '../model/call-filter.ts'
import type { CallList } from '../model/call-list.ts'
import type { Address } from './address.ts'
import type { CallSource } from './call-source.ts'
import { CallTable } from './call-table.tsx'
import { FilterBar } from './filter-bar.tsx'
import { countText } from './format.ts'
import { useKeys } from './keys.ts'
import { useLoaded } from './use-loaded.ts'

interface Props {
  readonly source: CallSource
  /** Grows when the folder changes. */
  readonly changes: number
  readonly address: Address
  readonly go: (address: Address, how: 'push' | 'replace') => void
}

/** The list of calls with its filters. */
export function CallsScreen({ source, changes, address, go }: Props): JSX.Element {
  const { filter } = address
  const { value: list, error } = useLoaded(() => source.list(filter), [source, changes, queryOf(filter)])
  const [selected, setSelected] = useState(0)
  const search = useRef<HTMLInputElement>(null)
  const rows = list?.rows ?? []
  const at = Math.min(selected, Math.max(0, rows.length - 1))
  const move = (by: number): void => setSelected(Math.max(0, Math.min(rows.length - 1, at + by)))
  const open = (index: number): void => {
    const row = rows[index]
    if (row !== undefined) go({ call: row.id, exchange: null, filter }, 'push')
  }
  useKeys({
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    PageDown: () => move(20),
    PageUp: () => move(-20),
    Home: () => move(-rows.length),
    End: () => move(rows.length),
    Enter: () => open(at),
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
        onChange={(next) => {
          setSelected(0)
          go({ ...address, filter: next }, 'replace')
        }}
      />
      <p class="summary" role="status">
        {error ?? (list === null ? 'Reading the folder…' : summaryOf(list, needsDetails(filter)))}
      </p>
      {list?.damage.map((text) => (
        <p class="damage" key={text}>
          Cannot be read: {text}
        </p>
      ))}
      <CallTable rows={rows} selected={at} onSelect={setSelected} onOpen={open} />
      <p class="keys">
        <kbd>j</kbd> <kbd>k</kbd> move · <kbd>Enter</kbd> open · <kbd>/</kbd> search · <kbd>Esc</kbd> clear
        the filters
      </p>
    </>
  )
}

function summaryOf({ folder, rows, total, read }: CallList, isPartial: boolean): string {
  const shown =
    rows.length === total
      ? countText(total, 'call')
      : `${rows.length.toLocaleString('en')} of ${countText(total, 'call')}`
  const progress =
    read === total
      ? ''
      : isPartial
        ? ` · filter still running: ${read.toLocaleString('en')} of ${countText(total, 'call')} read`
        : ` · ${read.toLocaleString('en')} read`
  return `${shown} in ${folder}${progress}`
}
