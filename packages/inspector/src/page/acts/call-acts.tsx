import type { JSX } from 'preact'
import type { CallView } from '../../model/call-view.ts'
import { CopyAsButton } from './copy-as-button.tsx'
import type { CallActs } from './use-acts.ts'

interface Props {
  readonly acts: CallActs
  readonly call: CallView
}

/** What can be done with a whole call. */
export function CallActsBar({ acts, call }: Props): JSX.Element {
  const { app, busy } = acts
  const first = call.exchanges[0]?.id ?? ''
  return (
    <>
      <CopyAsButton label="Copy call as vitest test" load={() => acts.copy(first, 'vitest')} />
      {app !== null && (
        <button type="button" disabled={busy !== ''} onClick={() => acts.replay()}>
          Send all again <kbd>R</kbd>
        </button>
      )}
    </>
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
      {acts?.canReveal === true && (
        <>
          <kbd>v</kbd> show or hide originals ·{' '}
        </>
      )}
      <kbd>Esc</kbd> back to all calls
    </p>
  )
}
