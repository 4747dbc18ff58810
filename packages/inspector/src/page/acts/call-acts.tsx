import type { JSX } from 'preact'
import type { CallActs } from './use-acts.ts'

/** What can be done with a whole call. */
export function CallActsBar({ acts }: { readonly acts: CallActs }): JSX.Element | null {
  const { app, busy } = acts
  if (app === null) return null
  return (
    <button type="button" disabled={busy !== ''} onClick={() => acts.replay()}>
      Send all again <kbd>R</kbd>
    </button>
  )
}

/** The keys of a call. */
export function CallKeys({ acts }: { readonly acts: CallActs | null }): JSX.Element {
  return (
    <p class="keys">
      <kbd>j</kbd> <kbd>k</kbd> next, previous exchange ·{' '}
      {acts?.app != null && (
        <>
          <kbd>r</kbd> <kbd>R</kbd> send it, all again · <kbd>e</kbd> edit and send ·{' '}
        </>
      )}
      <kbd>Esc</kbd> back to all calls
    </p>
  )
}
