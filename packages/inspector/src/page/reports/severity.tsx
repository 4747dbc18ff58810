import type { JSX } from 'preact'
import type { SeverityView } from '../../model/report-view.ts'

const signs: Readonly<Record<SeverityView, string>> = { error: '✕', warning: '▲', info: 'ℹ' }

/** How bad something is: by sign, word and colour. */
export function Severity({ severity }: { readonly severity: SeverityView }): JSX.Element {
  return (
    <b class={`severity ${severity}`}>
      <span aria-hidden="true">{signs[severity]} </span>
      {severity}
    </b>
  )
}
