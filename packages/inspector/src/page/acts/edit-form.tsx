import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ParameterPairs } from '../../model/act-view.ts'

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
  const added = useRef(false)
  useLayoutEffect(() => {
    if (!added.current) return
    added.current = false
    form.current?.querySelector<HTMLInputElement>('tbody tr:last-child input')?.focus()
  }, [pairs])
  const change = (at: number, part: 0 | 1, text: string): void =>
    setPairs(
      pairs.map((pair, index) => (index === at ? (part === 0 ? [text, pair[1]] : [pair[0], text]) : pair)),
    )
  const known = new Set(recorded.map(([name, value]) => `${name}=${value}`))
  const send = (): void => onSend(pairs.filter(([name]) => name !== ''))
  return (
    <form
      class="edit"
      ref={form}
      aria-label="Edit the request"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
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
          {pairs.map(([name, value], at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a name may occur twice, so that only the place names a row
            <tr class={known.has(`${name}=${value}`) ? '' : 'edited'} key={at}>
              <td>
                <input
                  aria-label={`Name ${at + 1}`}
                  value={name}
                  onInput={(event) => change(at, 0, event.currentTarget.value)}
                />
              </td>
              <td>
                <input
                  aria-label={`Value of ${name === '' ? `parameter ${at + 1}` : name}`}
                  value={value}
                  onInput={(event) => change(at, 1, event.currentTarget.value)}
                />
              </td>
              <td>
                <button
                  type="button"
                  aria-label={`Remove ${name}`}
                  onClick={() => setPairs(pairs.filter((_pair, index) => index !== at))}
                >
                  Remove
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="buttons">
        <button
          type="button"
          onClick={() => {
            added.current = true
            setPairs([...pairs, ['', '']])
          }}
        >
          Add a parameter
        </button>
        <button type="button" onClick={() => setPairs(recorded)}>
          As recorded
        </button>
        <button type="submit" class="primary" disabled={isBusy}>
          Send to the app
        </button>
      </p>
    </form>
  )
}
