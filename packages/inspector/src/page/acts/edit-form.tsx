import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ParameterPairs } from '../../model/act-view.ts'
import { ParameterFields } from './parameter-fields.tsx'

interface Props {
  /** The parameters that the form begins with. */
  readonly parameters: ParameterPairs
  /** As they were recorded; what differs is marked. */
  readonly recorded: ParameterPairs
  readonly isBusy: boolean
  readonly onSend: (parameters: ParameterPairs) => void
}

/** The parameters of a request as fields: change, remove, add and send them. */
export function EditForm({ parameters, recorded, isBusy, onSend }: Props): JSX.Element {
  const [pairs, setPairs] = useState(parameters)
  const form = useRef<HTMLFormElement>(null)
  const wasAdded = useRef(false)
  useLayoutEffect(() => {
    if (!wasAdded.current) return
    wasAdded.current = false
    form.current?.querySelector<HTMLInputElement>('tbody tr:last-child input')?.focus()
  }, [pairs])
  const known = new Set(recorded.map(([name, value]) => `${name}=${value}`))
  const add = (): void => {
    wasAdded.current = true
    setPairs([...pairs, ['', '']])
  }
  const send = (event: Event): void => {
    event.preventDefault()
    onSend(pairs.filter(([name]) => name !== ''))
  }
  return (
    <form class="edit" ref={form} aria-label="Edit the request" onSubmit={send}>
      <table class="parameters">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
            <th scope="col">
              <span class="unseen">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair, at) => (
            <ParameterFields
              // oxlint-disable-next-line react/no-array-index-key -- a name may occur twice, so that only the place names a row
              key={at}
              at={at}
              pair={pair}
              isEdited={!known.has(pair.join('='))}
              onChange={(next) => setPairs(pairs.with(at, next))}
              onRemove={() => setPairs(pairs.toSpliced(at, 1))}
            />
          ))}
        </tbody>
      </table>
      <Buttons isBusy={isBusy} onAdd={add} onReset={() => setPairs(recorded)} />
    </form>
  )
}

interface ButtonsProps {
  readonly isBusy: boolean
  readonly onAdd: () => void
  readonly onReset: () => void
}

function Buttons({ isBusy, onAdd, onReset }: ButtonsProps): JSX.Element {
  return (
    <p class="buttons">
      <button type="button" onClick={onAdd}>
        Add a parameter
      </button>
      <button type="button" onClick={onReset}>
        As recorded
      </button>
      <button type="submit" class="primary" disabled={isBusy}>
        Send to the app
      </button>
    </p>
  )
}
