import type { JSX } from 'preact'
import type { ParameterView } from '../../model/call-view.ts'

const stateText: Readonly<Record<ParameterView['state'], string>> = {
  known: '',
  unknown: 'not in the catalog',
  absent: 'not sent; Twilio usually sends it',
}

/** The parameters of a webhook with what the catalog says about them. */
export function ParameterTable({
  parameters,
}: {
  readonly parameters: readonly ParameterView[]
}): JSX.Element {
  if (parameters.length === 0) return <p class="quiet">None.</p>
  return (
    <table class="parameters">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
          <th scope="col">When Twilio sends it</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name, value, state, explanation, findings }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a name may occur twice, so that only the place names a row
          <tr class={findings.length > 0 ? `${state} odd` : state} key={index}>
            <th scope="row">{name}</th>
            <td>{value ?? '—'}</td>
            <td>
              {findings.length > 0 && <b>odd</b>} {state !== 'known' && <b>{stateText[state]}</b>}{' '}
              {explanation}
              {findings.map((text) => (
                <em class="bad" key={text}>
                  {text}
                </em>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
