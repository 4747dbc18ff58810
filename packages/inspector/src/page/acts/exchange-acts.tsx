import type { JSX } from 'preact'
import type { ExchangeView } from '../../model/call-view.ts'
import type { Address } from '../address.ts'
import { CopyAsButton } from './copy-as-button.tsx'
import { EditRequest } from './edit-request.tsx'
import { SentResult } from './sent-result.tsx'
import type { CallActs } from './use-acts.ts'

interface Props {
  readonly exchange: ExchangeView
  readonly acts: CallActs
  readonly address: Address
  /** Opens the form of the request, with an edge case in it; or closes it. */
  readonly onEdit: (act: 'edit' | undefined, edgeCase?: string) => void
}

/** What can be done with one exchange, and what came back. */
export function ExchangeActs({ exchange, acts, address, onEdit }: Props): JSX.Element {
  const { app, note, busy, sent } = acts
  const result = sent.get(exchange.id)
  const isEditing = address.act === 'edit'
  return (
    <>
      <p class="buttons">
        <CopyAsButton label="Copy as fast-check example" load={() => acts.copy(exchange.id, 'fast-check')} />
        <CopyAsButton label="Copy as Pact interaction" load={() => acts.copy(exchange.id, 'pact')} />
      </p>
      <p class="buttons">
        <button type="button" disabled={app === null || busy !== ''} onClick={() => acts.replay(exchange.id)}>
          Send again <kbd>r</kbd>
        </button>
        <button
          type="button"
          disabled={app === null}
          aria-expanded={isEditing}
          onClick={() => onEdit(isEditing ? undefined : 'edit')}
        >
          Edit and send <kbd>e</kbd>
        </button>
        {app !== null && <span class="quiet">to {app}</span>}
      </p>
      {note !== null && <p class="quiet">{note}</p>}
      {isEditing && app !== null && (
        <EditRequest
          exchange={exchange}
          acts={acts}
          edgeCase={address.edgeCase}
          onChoose={(edgeCase) => onEdit('edit', edgeCase)}
        />
      )}
      {result !== undefined && <SentResult sent={result} recorded={exchange.answer} />}
    </>
  )
}
