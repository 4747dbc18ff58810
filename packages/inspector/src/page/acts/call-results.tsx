import type { JSX } from 'preact'
import type { CallView } from '../../model/call-view.ts'
import type { Address } from '../address.ts'
import { ActStatus } from './call-acts.tsx'
import { CallNotes } from './call-notes.tsx'
import { ReplaySummary } from './replay-summary.tsx'
import type { CallActs } from './use-acts.ts'

interface Props {
  readonly call: CallView
  readonly acts: CallActs
  readonly address: Address
  readonly onSelect: (index: number) => void
  readonly onEdit: (act: Address['act']) => void
}

/** What is noted about a call, what was sent again of it, and what is being done. */
export function CallResults({ call, acts, address, onSelect, onEdit }: Props): JSX.Element {
  return (
    <>
      <CallNotes
        call={call}
        acts={acts}
        isEditing={address.act === 'notes'}
        onEdit={(isEditing) => onEdit(isEditing ? 'notes' : undefined)}
      />
      <ActStatus acts={acts} />
      <ReplaySummary call={call} sent={acts.sent} onSelect={onSelect} />
    </>
  )
}
