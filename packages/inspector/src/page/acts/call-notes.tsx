import type { JSX } from 'preact'
import { noNotes, type NotesView } from '../../model/call-notes.ts'
import type { CallView } from '../../model/call-view.ts'
import { NotesForm } from './notes-form.tsx'
import type { CallActs } from './use-acts.ts'

interface Props {
  readonly call: CallView
  readonly acts: CallActs
  readonly isEditing: boolean
  readonly onEdit: (isEditing: boolean) => void
}

/** What is noted about a call; as a form while it is edited. */
export function CallNotes({ call, acts, isEditing, onEdit }: Props): JSX.Element | null {
  const notes = call.notes ?? noNotes
  const save = (wanted: NotesView): void =>
    acts.perform('Saving…', async (of) => {
      await of.note(call.id, notes, wanted)
      onEdit(false)
    })
  if (isEditing) {
    return <NotesForm notes={notes} isBusy={acts.busy !== ''} onSave={save} onCancel={() => onEdit(false)} />
  }
  if (notes.tags.length === 0 && notes.note === '') return null
  return (
    <section class="call-notes" aria-label="Tags and note">
      {notes.tags.map((tag) => (
        <span class="tag" key={tag}>
          {tag}
        </span>
      ))}
      {notes.note !== '' && <p>{notes.note}</p>}
    </section>
  )
}
