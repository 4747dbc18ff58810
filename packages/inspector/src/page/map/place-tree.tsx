import type { JSX } from 'preact'
import type { MapPlaceView } from '../../model/report-view.ts'
import { CoverageText } from './coverage-text.tsx'
import { PlaceMarks } from './place-marks.tsx'
import { elementIdOf } from './show-place.ts'

interface Props {
  readonly tree: MapPlaceView
  /** The id of the selected place; null: none, and the first one takes the focus. */
  readonly selected: string | null
  /** Ids of the places that a search has found; null without one. */
  readonly found: ReadonlySet<string> | null
  readonly onSelect: (id: string) => void
}

/** The phone tree: a tree for screen readers and keys, which the style sheet draws from left to right or as an outline. */
export function PlaceTree({ tree, selected, found, onSelect }: Props): JSX.Element {
  return (
    <ul class="tree" role="tree" aria-label="Phone tree">
      <Place place={tree} level={1} selected={selected} found={found} onSelect={onSelect} />
    </ul>
  )
}

interface PlaceProps extends Omit<Props, 'tree'> {
  readonly place: MapPlaceView
  /** From 1. */
  readonly level: number
}

function Place({ place, level, selected, found, onSelect }: PlaceProps): JSX.Element {
  const { id, kind, state, title, heard, keys, marks, coverage, children } = place
  const isSelected = id === selected
  const isDimmed = found !== null && !found.has(id)
  const worst = marks.some(({ severity }) => severity === 'error')
    ? 'failed'
    : marks.length > 0
      ? 'warned'
      : ''
  const covered = coverage === null ? '' : coverage.calls > 0 ? 'covered' : 'uncovered'
  const name = elementIdOf(id)
  return (
    <li role="none">
      <div
        class="here"
        role="treeitem"
        id={name}
        aria-level={level}
        aria-owns={children.length > 0 ? `${name}-group` : undefined}
        aria-selected={isSelected}
        aria-expanded={children.length > 0 ? true : undefined}
        tabIndex={isSelected || (selected === null && level === 1) ? 0 : -1}
        onClick={() => onSelect(id)}
      >
        {keys !== '' && <span class="keys-to">{keys}</span>}
        <div class={`place ${kind} ${worst} ${covered} ${isDimmed ? 'dimmed' : ''}`}>
          <b class="title">
            {kind === 'state' && `${state} · `}
            {kind === 'error' && '✕ '}
            {title}
          </b>
          {heard !== '' && <span class="text">{heard}</span>}
          <PlaceMarks marks={marks} />
          {coverage !== null && <CoverageText calls={coverage.calls} />}
        </div>
      </div>
      {children.length > 0 && (
        <ul role="group" id={`${name}-group`}>
          {children.map((child) => (
            <Place
              key={child.id}
              place={child}
              level={level + 1}
              selected={selected}
              found={found}
              onSelect={onSelect}
            />
          ))}
        </ul>
      )}
    </li>
  )
}
