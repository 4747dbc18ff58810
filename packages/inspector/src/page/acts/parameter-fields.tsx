import type { JSX } from 'preact'

interface Props {
  /** Its place among the parameters, from 0. */
  readonly at: number
  readonly pair: readonly [name: string, value: string]
  /** Whether it differs from what was recorded. */
  readonly isEdited: boolean
  readonly onChange: (pair: readonly [name: string, value: string]) => void
  readonly onRemove: () => void
}

/** One parameter of a request as two fields. */
export function ParameterFields({ at, pair, isEdited, onChange, onRemove }: Props): JSX.Element {
  const [name, value] = pair
  const called = name === '' ? `parameter ${at + 1}` : name
  return (
    <tr class={isEdited ? 'edited' : ''}>
      <td>
        <input
          aria-label={`Name ${at + 1}`}
          value={name}
          onInput={(event) => onChange([event.currentTarget.value, value])}
        />
      </td>
      <td>
        <input
          aria-label={`Value of ${called}`}
          value={value}
          onInput={(event) => onChange([name, event.currentTarget.value])}
        />
      </td>
      <td>
        <button type="button" aria-label={`Remove ${called}`} onClick={onRemove}>
          Remove
        </button>
      </td>
    </tr>
  )
}
