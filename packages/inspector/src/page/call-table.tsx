import type { JSX } from 'preact'
import type { CallRow } from '../model/call-list.ts'
import { countText, durationText, timeText } from './format.ts'
import { rowHeight, type ListView } from './use-view.ts'

interface Props {
  /** How many rows the whole list has. */
  readonly count: number
  /** The row in a place; undefined while it is not loaded. */
  readonly rowAt: (index: number) => CallRow | undefined
  readonly view: ListView
  readonly selected: number
  readonly onOpen: (index: number) => void
}

const rowsAround = 10
const columns = [
  'Time (UTC)',
  'From',
  'To',
  'Kinds',
  'Status',
  'Problem, finding',
  'Tags, note',
  'Signature',
  'Duration',
]

/** The calls as a table, of which only the rows in sight are in the document. */
export function CallTable({ count, rowAt, view, selected, onOpen }: Props): JSX.Element {
  const first = Math.max(0, Math.min(view.first, count - view.count) - rowsAround)
  const last = Math.min(count, view.first + view.count + rowsAround)
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_none, at) => first + at)
  return (
    <div
      class="calls"
      ref={view.box}
      onScroll={view.measure}
      role="grid"
      aria-label="Recorded calls"
      aria-rowcount={count + 1}
      aria-activedescendant={indexes.includes(selected) ? `call-${selected}` : undefined}
      tabIndex={0}
    >
      <div class="row head" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <span role="columnheader" key={column}>
            {column}
          </span>
        ))}
      </div>
      <div class="rows" role="rowgroup" style={{ height: `${count * rowHeight}px` }}>
        {indexes.map((index) => (
          <div
            key={index}
            id={`call-${index}`}
            class="row"
            role="row"
            aria-rowindex={index + 2}
            aria-selected={index === selected}
            style={{ top: `${index * rowHeight}px` }}
            onClick={() => onOpen(index)}
          >
            <Cells row={rowAt(index)} />
          </div>
        ))}
      </div>
    </div>
  )
}

type Cell = readonly [text: string, style: string]

/** A row that is scrolled to is loaded within a moment. */
const loadingCells: readonly Cell[] = columns.map((_column, at) => [at === 0 ? 'Loading…' : '', 'quiet'])

function cellsOf(row: CallRow): readonly Cell[] {
  const { details } = row
  const problem = details?.problem ?? (row.problems === 0 ? '' : countText(row.problems, 'problem'))
  const isFailed = (details?.httpStatus ?? 0) >= 400
  const status = [details?.callStatus, isFailed ? details?.httpStatus : undefined].filter(Boolean).join(' · ')
  const verdict = details?.signature ?? ''
  return [
    [timeText(row.startedAt), 'time'],
    [row.from ?? '', ''],
    [row.to ?? '', ''],
    [details?.kinds.join(', ') ?? `${countText(row.exchanges, 'exchange')}, not read yet`, ''],
    [status, isFailed ? 'bad' : ''],
    [problem, 'bad'],
    [[row.tags.join(', '), row.note].filter(Boolean).join(' · '), ''],
    [verdict, verdict === 'invalid' || verdict === 'missing' ? 'bad' : ''],
    [details === null ? '' : durationText(details.durationMs), 'number'],
  ]
}

function Cells({ row }: { readonly row: CallRow | undefined }): JSX.Element {
  return (
    <>
      {(row === undefined ? loadingCells : cellsOf(row)).map(([text, style], at) => (
        <span role="gridcell" class={style} title={text} key={columns[at]}>
          {text}
        </span>
      ))}
    </>
  )
}
