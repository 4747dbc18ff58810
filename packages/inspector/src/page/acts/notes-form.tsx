import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { NotesView } from '../../model/call-notes.ts'

interface Props {
  readonly notes: NotesView
  readonly isBusy: boolean
  readonly onSave: (notes: NotesView) => void
  readonly onCancel: () => void
}

/** Tags and note of a call as fields. */
export function NotesForm({ notes, isBusy, onSave, onCancel }: Props): JSX.Element {
  const [tags, setTags] = useState(notes.tags.join(', '))
  const [note, setNote] = useState(notes.note)
  const first = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => first.current?.focus(), [])
  const save = (event: Event): void => {
    event.preventDefault()
    const words = tags.split(',').map((tag) => tag.trim())
    onSave({ tags: [...new Set(words.filter((tag) => tag !== ''))], note: note.trim() })
  }
  return (
    <form class="notes-form" aria-label="Tags and note" onSubmit={save}>
      <label>
        Tags, separated by commas
        <input ref={first} value={tags} onInput={(event) => setTags(event.currentTarget.value)} />
      </label>
      <label>
        Note, kept as you type it beside the recording
        <textarea
          rows={3}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(event)
          }}
        />
      </label>
      <p class="buttons">
        <button type="submit" class="primary" disabled={isBusy}>
          Save <kbd>Ctrl+Enter</kbd>
        </button>
        <button type="button" onClick={onCancel}>
          Cancel <kbd>Esc</kbd>
        </button>
      </p>
    </form>
  )
}
