import type { JSX } from 'preact'
import type { MapPlaceView } from '../../model/report-view.ts'
import { CoverageText } from './coverage-text.tsx'
import { MarkDetail } from './mark-detail.tsx'

interface Props {
  readonly place: MapPlaceView
  /** What the caller does to come here, from the beginning. */
  readonly ways: readonly string[]
  readonly onClose: () => void
}

/** A place of the phone tree in full. */
export function PlaceDetail({ place, ways, onClose }: Props): JSX.Element {
  const { kind, state, title, heard, marks, coverage } = place
  return (
    <aside class="detail" aria-label="Selected place" tabIndex={0}>
      <p class="close">
        <button type="button" onClick={onClose}>
          Close
        </button>
      </p>
      <h2>{title}</h2>
      {state !== null && <p class="quiet">State {state}</p>}
      <h3>The caller</h3>
      <p>{ways.length === 0 ? 'calls' : ways.join(' → ')}</p>
      <h3>{kind === 'error' ? 'What went wrong' : 'Hears'}</h3>
      <p>{heard === '' ? <span class="quiet">Nothing.</span> : heard}</p>
      {marks.length > 0 && <h3>Marks</h3>}
      {marks.map((mark, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- two marks may say the same
        <MarkDetail key={at} mark={mark} />
      ))}
      {coverage !== null && (
        <>
          <h3>Recorded calls</h3>
          <p>
            <CoverageText calls={coverage.calls} />
          </p>
          <ul class="inputs">
            {coverage.inputs.map(({ keys, calls }) => (
              <li key={keys}>
                <b>{keys}</b> <CoverageText calls={calls} />
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}
