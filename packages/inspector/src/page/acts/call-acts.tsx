import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { CallView } from '../../model/call-view.ts'
import { useKeys } from '../keys.ts'
import { CopyAsButton } from './copy-as-button.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import type { CallActs } from './use-acts.ts'

interface Props {
  readonly acts: CallActs
  readonly call: CallView
  /** Opens the form of tags and note. */
  readonly onNote: () => void
  /** The call is gone. */
  readonly onDeleted: () => void
}

/** What can be done with a whole call. */
export function CallActsBar({ acts, call, onNote, onDeleted }: Props): JSX.Element {
  const { app, busy } = acts
  const [isAsked, setIsAsked] = useState(false)
  const isBusy = busy !== ''
  const first = call.exchanges[0]?.id ?? ''
  const remove = (): void =>
    acts.perform('Deleting…', async (of) => {
      await of.remove(call.id, call.exchanges.length)
      onDeleted()
    })
  useKeys({ t: onNote, d: () => setIsAsked(true) })
  return (
    <>
      <CopyAsButton label="Copy call as vitest test" load={() => acts.copy(first, 'vitest')} />
      {app !== null && (
        <button type="button" disabled={isBusy} onClick={() => acts.replay()}>
          Send all again <kbd>R</kbd>
        </button>
      )}
      <button type="button" disabled={isBusy} onClick={onNote}>
        Tags and note <kbd>t</kbd>
      </button>
      <button type="button" disabled={isBusy} onClick={() => setIsAsked(true)}>
        Delete <kbd>d</kbd>
      </button>
      {isAsked && <DeleteDialog call={call} onDelete={remove} onClose={() => setIsAsked(false)} />}
    </>
  )
}

/** What is being done, and why the last act was not done. */
export function ActStatus({ acts }: { readonly acts: CallActs }): JSX.Element {
  return (
    <>
      <p class="quiet" role="status">
        {acts.busy}
      </p>
      {acts.error !== null && (
        <p class="note bad" role="alert">
          {acts.error}
        </p>
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
      {acts !== null && (
        <>
          <kbd>t</kbd> tags and note · <kbd>d</kbd> delete ·{' '}
        </>
      )}
      <kbd>Esc</kbd> back to all calls
    </p>
  )
}
