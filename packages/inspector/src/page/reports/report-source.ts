import type { FindingReplayView, Reports } from '../../model/reports.ts'
import type { ReportView } from '../../model/report-view.ts'
import { act, ask } from '../ask-server.ts'

/** How far sending a finding again has come. */
export type ReplayState = FindingReplayView | 'running' | { readonly error: string }

/** Where the page gets reports from: the server, or the exported file itself. */
export interface ReportSource {
  readonly reports: () => Promise<Reports>
  readonly replay: (finding: string) => Promise<FindingReplayView>
}

/** The reports of the page's own file where it is one, else those of its server. */
export function openReportSource(): ReportSource {
  const exported = document.querySelector('#reports')?.textContent
  if (exported == null) return server
  // `exportPage` wrote it.
  const views = JSON.parse(exported) as readonly ReportView[]
  const hasCalls = document.querySelector('#recorded-calls') !== null
  return {
    reports: async () => ({ views, hasCalls, canReplay: false }),
    replay: () => Promise.reject(new Error('An exported file sends nothing.')),
  }
}

const server: ReportSource = {
  reports: () => ask<Reports>('/api/reports'),
  replay: (finding) => act('POST', '/api/findings/replay', { finding }),
}
