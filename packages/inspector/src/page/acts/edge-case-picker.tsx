import type { JSX } from 'preact'
import type { EdgeCaseView } from '../../model/act-view.ts'

interface Props {
  readonly cases: readonly EdgeCaseView[]
  /** The name of the chosen one; undefined: none. */
  readonly chosen: string | undefined
  readonly onChoose: (name: string | undefined) => void
}

/** The edge cases of a webhook kind, by the parameter that is odd. */
export function EdgeCasePicker({ cases, chosen, onChoose }: Props): JSX.Element {
  const groups = Map.groupBy(cases, ({ name }) => name.slice(0, name.indexOf(':')))
  return (
    <label class="picker">
      Edge case{' '}
      <select
        value={chosen ?? ''}
        onChange={({ currentTarget: { value } }) => onChoose(value === '' ? undefined : value)}
      >
        <option value="">as recorded</option>
        {[...groups].map(([facet, members]) => (
          <optgroup label={facet} key={facet}>
            {members.map(({ name }) => (
              <option value={name} key={name}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}
