import type { JSX } from 'preact'
import type { ExchangeView } from '../../model/call-view.ts'
import { useLoaded } from '../use-loaded.ts'
import { EdgeCasePicker } from './edge-case-picker.tsx'
import { EditForm } from './edit-form.tsx'
import type { CallActs } from './use-acts.ts'

interface Props {
  readonly exchange: ExchangeView
  readonly acts: CallActs
  /** The edge case that the form begins with. */
  readonly edgeCase: string | undefined
  readonly onChoose: (edgeCase: string | undefined) => void
}

/** The request of an exchange as a form, as it was recorded or with an edge case of the catalog in it. */
export function EditRequest({ exchange, acts, edgeCase, onChoose }: Props): JSX.Element {
  const { value: cases, error } = useLoaded(() => acts.edgeCases(exchange.id), [exchange.id])
  const recorded = exchange.parameters.flatMap(({ name, value }) =>
    value === null ? [] : [[name, value] as const],
  )
  const found = cases?.find(({ name }) => name === edgeCase)
  return (
    <>
      {error !== null && <p class="note bad">{error}</p>}
      {cases !== null && cases.length > 0 && (
        <EdgeCasePicker cases={cases} chosen={edgeCase} onChoose={onChoose} />
      )}
      {edgeCase !== undefined && cases !== null && found === undefined && (
        <p class="note bad">There is no edge case {edgeCase} of this webhook.</p>
      )}
      {(edgeCase === undefined || cases !== null) && (
        <EditForm
          // Another edge case begins anew; what else changes on the page leaves what was typed alone.
          key={edgeCase}
          parameters={found?.parameters ?? recorded}
          recorded={recorded}
          isBusy={acts.busy !== ''}
          onSend={(parameters) => acts.send(exchange.id, parameters)}
        />
      )}
    </>
  )
}
