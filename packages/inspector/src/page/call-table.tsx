import type { JSX, RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CallRow } from '../model/call-list.ts'
import { countText, durationText, timeText } from './format.ts'

interface Props {
  readonly rows: readonly CallRow[]
  readonly selected: number
  readonly onSelect: (index: number) => void
  readonly onOpen: (index: number) => void
}

/** As in page.css. */
const rowHeight = 32
const rowsAround = 10
const columns = ['Time (UTC)', 'From', 'To', 'Kinds', 'Status', 'Problem', 'Signature', 'Duration']

/** The calls as a table, of which only the rows in sight are in the document. */
export function CallTable({ rows, selected, onSelect, onOpen }: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null)
  const { view, measure } = useScrolling(box, selected)
  const first = Math.max(0, Math.floor(view.top / rowHeight) - rowsAround)
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / rowHeight) + rowsAround)
  return (
    <div
      class="calls"
      ref={box}
      onScroll={measure}
      role="grid"
      aria-label="Recorded calls"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rows.length === 0 ? undefined : `call-${selected}`}
      tabIndex={0}
    >
      <div class="row head" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <span role="columnheader" key={column}>
            {column}
          </span>
        ))}
      </div>
      <div class="rows" role="rowgroup" style={{ height: `${rows.length * rowHeight}px` }}>
        {rows.slice(first, last).map((row, offset) => {
          const index = first + offset
          return (
            <div
              key={row.id}
              id={`call-${index}`}
              class="row"
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === selected}
              style={{ top: `${index * rowHeight}px` }}
              onClick={() => {
                onSelect(index)
                onOpen(index)
              }}
            >
              <Cells row={row} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Which part of the table is in sight; scrolls so that the selected row is. */
function useScrolling(
  box: RefObject<HTMLDivElement | null>,
  selected: number,
): { readonly view: { readonly top: number; readonly height: number }; readonly measure: () => void } {
  const [view, setView] = useState({ top: 0, height: 600 })
  const measure = (): void => {
    const element = box.current
    if (element !== null) setView({ top: element.scrollTop, height: element.clientHeight })
  }
  useEffect(() => {
    measure()
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const top = selected * rowHeight
    const visible = element.clientHeight - rowHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight > element.scrollTop + visible) element.scrollTop = top + rowHeight - visible
  }, [selected])
  return { view, measure }
}

function Cells({ row }: { readonly row: CallRow }): JSX.Element {
  const { details } = row
  const problem = details?.problem ?? (row.problems === 0 ? '' : countText(row.problems, 'problem'))
  const isFailed = (details?.httpStatus ?? 0) >= 400
  const status = [details?.callStatus, isFailed ? details?.httpStatus : undefined].filter(Boolean).join(' · ')
  const verdict = details?.signature ?? ''
  const cells: readonly (readonly [text: string, style: string])[] = [
    [timeText(row.startedAt), 'time'],
    [row.from ?? '', ''],
    [row.to ?? '', ''],
    [details?.kinds.join(', ') ?? `${countText(row.exchanges, 'exchange')}, not read yet`, ''],
    [status, isFailed ? 'bad' : ''],
    [problem, 'bad'],
    [verdict, verdict === 'invalid' || verdict === 'missing' ? 'bad' : ''],
    [details === null ? '' : durationText(details.durationMs), 'number'],
  ]
  return (
    <>
      {cells.map(([text, style], at) => (
        <span role="gridcell" class={style} title={text} key={columns[at]}>
          {text}
        </span>
      ))}
    </>
  )
}
