import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Reports } from '../model/reports.ts'
import { useAddress } from './address.ts'
import { CallScreen } from './call-screen.tsx'
import { CallsScreen } from './calls-screen.tsx'
import type { CallSource, Connection } from './call-source.ts'
import { useHash, viewOf, type ViewName } from './reports/report-address.ts'
import { ReportScreen } from './reports/report-screen.tsx'
import type { ReportSource } from './reports/report-source.ts'
import { ReportTabs } from './reports/report-tabs.tsx'
import type { ListPlace } from './use-call-list.ts'
import { useLoaded } from './use-loaded.ts'

const connectionText: Readonly<Record<Connection, string>> = {
  live: 'Live: new calls appear here',
  waiting: 'Not connected: start ringback inspect again',
  file: 'Exported file: nothing is sent, nothing changes',
}

interface Props {
  readonly source: CallSource
  readonly reportSource: ReportSource
}

/** The page: the list of calls, one of them, or a report. */
export function App({ source, reportSource }: Props): JSX.Element {
  const [address, go] = useAddress()
  const [connection, setConnection] = useState<Connection>('waiting')
  const [changes, setChanges] = useState(0)
  const place = useRef<ListPlace | null>(null)
  const [reportChanges, setReportChanges] = useState(0)
  const named = viewOf(useHash())
  // New calls change what of a map they have covered.
  const callChanges = named === 'map' ? changes : 0
  const { value: reports, error } = useLoaded(
    () => reportSource.reports(),
    [reportSource, reportChanges, callChanges],
  )
  const view = named ?? firstView(reports)
  const report = reports?.views.find(({ kind }) => kind === view)
  useEffect(
    () =>
      source.listen({
        onChange: () => setChanges((count) => count + 1),
        onReports: () => setReportChanges((count) => count + 1),
        onConnection: setConnection,
      }),
    [source],
  )
  return (
    <>
      <header class="top">
        <h1>ringback</h1>
        {reports !== null && (
          <ReportTabs hasCalls={reports.hasCalls} reports={reports.views} current={view ?? 'calls'} />
        )}
        <p class={`connection ${connection}`} role="status">
          {connectionText[connection]}
        </p>
      </header>
      <main>
        {error !== null && (
          <p class="damage" role="alert">
            {error}
          </p>
        )}
        {report !== undefined && reports !== null ? (
          <ReportScreen report={report} source={reportSource} canReplay={reports.canReplay} />
        ) : view !== 'calls' ? (
          <p class="quiet empty">{reports === null ? 'Loading…' : 'This page has no such report.'}</p>
        ) : reports !== null && !reports.hasCalls && reports.views.length === 0 ? (
          <p class="quiet empty">Nothing to show yet. Results appear here as soon as the command has some.</p>
        ) : address.call === null ? (
          <CallsScreen source={source} changes={changes} address={address} place={place} go={go} />
        ) : (
          <CallScreen source={source} changes={changes} address={address} id={address.call} go={go} />
        )}
      </main>
    </>
  )
}

/** What a page shows whose address names no view: the calls where there are some, else its first report. */
function firstView(reports: Reports | null): ViewName | null {
  if (reports === null) return null
  return reports.hasCalls ? 'calls' : (reports.views[0]?.kind ?? 'calls')
}
