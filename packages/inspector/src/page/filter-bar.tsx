import type { JSX, RefObject } from 'preact'
import type { CallFilter } from '../model/call-filter.ts'

interface Props {
  readonly filter: CallFilter
  readonly search: RefObject<HTMLInputElement | null>
  readonly onChange: (filter: CallFilter) => void
}

interface Field {
  readonly name: keyof CallFilter
  readonly label: string
  readonly placeholder: string
}

const fields: readonly Field[] = [
  { name: 'status', label: 'Status', placeholder: 'completed, 500' },
  { name: 'kind', label: 'Kind', placeholder: 'gather.action' },
  { name: 'parameter', label: 'Parameter', placeholder: 'Digits=1' },
  { name: 'code', label: 'Code', placeholder: 'http-status' },
  { name: 'tag', label: 'Tag', placeholder: 'bug' },
]

/** The search field and the filters; what is typed is a part of the page's address. */
export function FilterBar({ filter, search, onChange }: Props): JSX.Element {
  const change = (name: keyof CallFilter, value: string): void => onChange({ ...filter, [name]: value })
  return (
    <search class="filters">
      <label>
        Search
        <input
          ref={search}
          type="search"
          value={filter.text}
          placeholder="CallSid, number, kind, note"
          onInput={(event) => change('text', event.currentTarget.value)}
        />
      </label>
      {fields.map(({ name, label, placeholder }) => (
        <label key={name}>
          {label}
          <input
            type="search"
            value={filter[name]}
            placeholder={placeholder}
            onInput={(event) => change(name, event.currentTarget.value)}
          />
        </label>
      ))}
      <label>
        Signature
        <select value={filter.signature} onChange={(event) => change('signature', event.currentTarget.value)}>
          <option value="">any</option>
          <option>valid</option>
          <option>invalid</option>
          <option>missing</option>
          <option>unchecked</option>
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={filter.problem === 'yes'}
          onChange={(event) => change('problem', event.currentTarget.checked ? 'yes' : '')}
        />
        With a problem
      </label>
    </search>
  )
}
