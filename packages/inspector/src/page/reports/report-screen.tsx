import type { JSX } from 'preact'
import type { ReportView } from '../../model/report-view.ts'
import { MapScreen } from '../map/map-screen.tsx'
import { ContractScreen } from './contract-screen.tsx'
import { FindingsScreen } from './findings-screen.tsx'
import type { ReportSource } from './report-source.ts'
import { ResultsScreen } from './results-screen.tsx'

interface Props {
  readonly report: ReportView
  readonly source: ReportSource
  readonly canReplay: boolean
}

/** The view of a report. */
export function ReportScreen({ report, source, canReplay }: Props): JSX.Element {
  switch (report.kind) {
    case 'map':
      return <MapScreen report={report} />
    case 'findings':
      return <FindingsScreen report={report} replay={canReplay ? source.replay : null} />
    case 'contract':
      return <ContractScreen report={report} />
    case 'results':
      return <ResultsScreen report={report} />
  }
}
