import type { JSX } from 'preact'
import type { ContractReportView, InteractionVerdict, InteractionView } from '../../model/report-view.ts'
import { countText } from '../format.ts'
import { InteractionDetail } from './interaction-detail.tsx'
import { Notes } from './notes.tsx'
import { useParameters } from './report-address.ts'
import { SplitView } from './split-view.tsx'
import { verdictText } from './verdict-text.ts'

/** The interactions of a contract, and how the app answered. */
export function ContractScreen({ report }: { readonly report: ContractReportView }): JSX.Element {
  const [parameters, set] = useParameters('contract')
  return (
    <>
      <p class="about">{countsOf(report.interactions)}</p>
      <Notes notes={report.notes} />
      <SplitView
        label="Interactions"
        noun="interaction"
        items={report.interactions}
        choices={[
          { name: 'verdict', label: 'Verdict', values: ['passed', 'failed', 'pending', 'not-comparable'] },
          { name: 'change', label: 'With a change', values: ['breaking', 'safe', 'not-comparable'] },
        ]}
        hasValue={({ verdict, differences }, choice, value) =>
          choice === 'verdict' ? verdict === value : differences.some(({ severity }) => severity === value)
        }
        textOf={({ description, request, webhook, consumer, provider, states }) =>
          [description, request, webhook ?? '', consumer, provider, ...states].join('\n')
        }
        row={(interaction) => <Row interaction={interaction} />}
        detail={(interaction) => <InteractionDetail interaction={interaction} />}
        parameters={parameters}
        set={set}
      />
    </>
  )
}

function countsOf(interactions: readonly InteractionView[]): string {
  const number = (wanted: InteractionVerdict): number =>
    interactions.filter(({ verdict }) => verdict === wanted).length
  const counts = (['passed', 'failed', 'pending', 'not-comparable'] as const).flatMap((verdict) =>
    number(verdict) === 0 ? [] : [`${number(verdict)} ${verdict.replace('-', ' ')}`],
  )
  return [countText(interactions.length, 'interaction'), ...counts].join(' · ')
}

function Row({ interaction }: { readonly interaction: InteractionView }): JSX.Element {
  const { verdict, description, request, states, differences } = interaction
  const breaking = differences.filter(({ severity }) => severity === 'breaking').length
  const safe = differences.filter(({ severity }) => severity === 'safe').length
  const changes = [
    ...(breaking === 0 ? [] : [countText(breaking, 'breaking difference')]),
    ...(safe === 0 ? [] : [countText(safe, 'safe difference')]),
  ]
  return (
    <>
      <span class="line">
        <b class={`verdict ${verdict}`}>{verdictText[verdict]}</b> <b>{description}</b>
      </span>
      <span class="line quiet">
        {request}
        {states.length > 0 && ` · given ${states.join(' and ')}`}
      </span>
      {changes.length > 0 && <span class="line">{changes.join(', ')}</span>}
    </>
  )
}
