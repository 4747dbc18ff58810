import type { JSX } from 'preact'
import { countText } from '../format.ts'
import type { Revealed } from './use-revealed.ts'

/** The button that shows originals; while they are shown, says so wherever the page is scrolled to. */
export function RevealBar({ revealed }: { readonly revealed: Revealed }): JSX.Element | null {
  const { call, toggle, error } = revealed
  if (toggle === null) return null
  if (call === null) {
    return (
      <>
        <button type="button" onClick={toggle}>
          Show originals <kbd>v</kbd>
        </button>
        {error !== null && (
          <p class="note bad" role="alert">
            {error}
          </p>
        )}
      </>
    )
  }
  const { revealed: shown = 0, exchanges } = call
  const rest = exchanges.length - shown
  return (
    <p class="revealed" role="status">
      <b>Showing originals</b>: the real values of {countText(shown, 'exchange')}
      {rest > 0 && `; of ${rest.toLocaleString('en')} more there is no original at hand`}. What you copy as
      curl or HAR holds them too.{' '}
      <button type="button" onClick={toggle}>
        Hide them <kbd>v</kbd>
      </button>
    </p>
  )
}
