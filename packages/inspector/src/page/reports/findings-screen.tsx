import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { FindingReplayView } from '../../model/reports.ts'
import type { FindingsReportView, FuzzFindingView } from '../../model/report-view.ts'
import { pathText } from '../format.ts'
import { FindingDetail } from './finding-detail.tsx'
import { Notes } from './notes.tsx'
import { useParameters } from './report-address.ts'
import type { ReplayState } from './report-source.ts'
import { Severity } from './severity.tsx'
import { SplitView } from './split-view.tsx'

interface Props {
  readonly report: FindingsReportView
  /** Sends a finding to the app again; null where that is not possible. */
  readonly replay: ((finding: string) => Promise<FindingReplayView>) | null
}

/** What a fuzz run found. */
export function FindingsScreen({ report, replay }: Props): JSX.Element {
  const { findings, summary, notes } = report
  const [parameters, set] = useParameters('findings')
  const [states, setStates] = useState<ReadonlyMap<string, ReplayState>>(new Map())
  const note = (id: string, state: ReplayState): void => setStates((before) => new Map(before).set(id, state))
  const send = async ({ id }: FuzzFindingView): Promise<void> => {
    if (replay === null || states.get(id) === 'running') return
    note(id, 'running')
    try {
      note(id, await replay(id))
    } catch (error) {
      note(id, { error: error instanceof Error ? error.message : String(error) })
    }
  }
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted()
  return (
    <>
      {summary.length > 0 && <p class="quiet about">{summary.join(' · ')}</p>}
      <Notes notes={notes} />
      <SplitView
        label="Findings"
        noun="finding"
        items={findings}
        choices={[
          { name: 'severity', label: 'Severity', values: ['error', 'warning', 'info'] },
          { name: 'code', label: 'Code', values: codes },
        ]}
        hasValue={(finding, choice, value) => finding[choice === 'code' ? 'code' : 'severity'] === value}
        textOf={({ id, code, message, webhook, url }) => [id, code, message, webhook, url].join('\n')}
        row={(finding) => <Row finding={finding} state={states.get(finding.id)} />}
        detail={(finding) => (
          <FindingDetail
            finding={finding}
            state={states.get(finding.id)}
            send={replay === null ? null : () => void send(finding)}
          />
        )}
        parameters={parameters}
        set={set}
        keys={(finding) => (replay === null || finding === undefined ? {} : { f: () => void send(finding) })}
        keysText={
          replay !== null && (
            <>
              {' '}
              · <kbd>f</kbd> send the finding again
            </>
          )
        }
      />
    </>
  )
}

function Row({
  finding,
  state,
}: {
  readonly finding: FuzzFindingView
  readonly state: ReplayState | undefined
}): JSX.Element {
  const { severity, code, message, webhook, method, url, accepted } = finding
  const verdict = typeof state === 'object' && 'verdict' in state ? state.verdict : null
  return (
    <>
      <span class="line">
        <Severity severity={severity} /> <b>{code}</b>
        {verdict !== null && <b class={`verdict ${verdict === 'FIXED' ? 'good' : 'bad'}`}> {verdict}</b>}
        {accepted !== null && <span class="quiet"> accepted</span>}
      </span>
      <span class="line">{message}</span>
      <span class="line quiet">
        {webhook} · {method} {pathText(url)}
      </span>
    </>
  )
}
