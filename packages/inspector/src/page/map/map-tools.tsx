import type { JSX, RefObject } from 'preact'

interface Props {
  readonly search: RefObject<HTMLInputElement | null>
  readonly text: string
  /** How many places have that text; null without a text. */
  readonly found: number | null
  readonly isOutline: boolean
  readonly zoom: number
  readonly onText: (text: string) => void
  readonly onNext: () => void
  readonly onOutline: (isOutline: boolean) => void
  readonly onZoom: (zoom: number) => void
  readonly onFit: () => void
}

/** The search of the map, and the buttons that change how it is shown. */
export function MapTools(props: Props): JSX.Element {
  const { search, text, found, isOutline, zoom, onText, onNext, onOutline, onZoom, onFit } = props
  return (
    <div class="filters map-tools">
      <search>
        <label>
          Search
          <input
            ref={search}
            type="search"
            value={text}
            placeholder="what is heard, keys, marks"
            onInput={(event) => onText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onNext()
            }}
          />
        </label>
      </search>
      <p class="summary" role="status">
        {found === null ? '' : found === 1 ? '1 place found' : `${found} places found`}
      </p>
      <div role="group" aria-label="Zoom">
        <button type="button" aria-label="Zoom out" disabled={isOutline} onClick={() => onZoom(zoom / 1.25)}>
          −
        </button>
        <span class="zoom">{Math.round(zoom * 100)} %</span>
        <button type="button" aria-label="Zoom in" disabled={isOutline} onClick={() => onZoom(zoom * 1.25)}>
          +
        </button>
        <button type="button" disabled={isOutline} onClick={onFit}>
          Whole tree
        </button>
      </div>
      <button type="button" aria-pressed={isOutline} onClick={() => onOutline(!isOutline)}>
        Outline
      </button>
    </div>
  )
}
