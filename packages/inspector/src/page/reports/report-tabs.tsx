import type { JSX } from 'preact'
import type { ReportView } from '../../model/report-view.ts'
import type { ViewName } from './report-address.ts'

interface Props {
  readonly hasCalls: boolean
  readonly reports: readonly ReportView[]
  readonly current: ViewName
}

const names: Readonly<Record<ViewName, string>> = {
  calls: 'Calls',
  map: 'Map',
  findings: 'Findings',
  contract: 'Contract',
  results: 'Results',
}

/** Links to the views that there are; nothing where there is only one. */
export function ReportTabs({ hasCalls, reports, current }: Props): JSX.Element | null {
  const views: readonly ViewName[] = [
    ...(hasCalls ? ['calls' as const] : []),
    ...reports.map(({ kind }) => kind),
  ]
  if (views.length < 2) return null
  return (
    <nav class="tabs" aria-label="Views">
      {views.map((view) => (
        <a key={view} href={`#/${view}`} aria-current={view === current ? 'page' : undefined}>
          {names[view]}
        </a>
      ))}
    </nav>
  )
}
