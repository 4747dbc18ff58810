import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CallView } from '../../model/call-view.ts'
import { countText } from '../format.ts'

interface Props {
  readonly call: CallView
  readonly onDelete: () => void
  readonly onClose: () => void
}

/** Asks whether a call shall be deleted. */
export function DeleteDialog({ call, onDelete, onClose }: Props): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} aria-labelledby="delete-title" onClose={onClose}>
      <h3 id="delete-title">Delete this call?</h3>
      <p>
        {call.callSid ?? 'No call'}: {countText(call.exchanges.length, 'exchange')}, the sealed originals of
        them, tags and note are removed from the disk. This cannot be undone.
      </p>
      <p class="buttons">
        <button type="button" autofocus onClick={() => dialog.current?.close()}>
          Keep it
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            onDelete()
            dialog.current?.close()
          }}
        >
          Delete
        </button>
      </p>
    </dialog>
  )
}
