import type { JSX } from 'preact'
import type { MarkView } from '../../model/report-view.ts'

/** What is wrong at a place, in the drawing. */
export function PlaceMarks({ marks }: { readonly marks: readonly MarkView[] }): JSX.Element {
  return (
    <>
      {marks.map(({ code, severity, message, accepted }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- two marks may say the same
        <span key={at} class={`mark ${accepted === null ? severity : 'accepted'}`}>
          <b>
            {severity === 'error' ? '✕' : '▲'} {code}
            {accepted !== null && ' (accepted)'}
          </b>{' '}
          {message}
        </span>
      ))}
    </>
  )
}
