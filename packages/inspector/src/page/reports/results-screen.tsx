import type { JSX } from 'preact'
import type { ResultsReportView, ResultView } from '../../model/report-view.ts'
import { countText } from '../format.ts'
import { CommandLine } from './command-line.tsx'
import { Notes } from './notes.tsx'
import { useParameters } from './report-address.ts'
import { Severity } from './severity.tsx'
import { SplitView } from './split-view.tsx'

type Verdict = ResultView['verdict']

const verdictText: Readonly<Record<Verdict, string>> = {
  passed: '✓ passed',
  failed: '✕ failed',
  pending: '… pending',
  'not-judged': '? not judged',
}
const verdicts = ['passed', 'failed', 'pending', 'not-judged'] as const

/** What a command judged, one line a case. */
export function ResultsScreen({ report }: { readonly report: ResultsReportView }): JSX.Element {
  const [parameters, set] = useParameters('results')
  const items = report.results.map((result, at) => ({ ...result, id: String(at + 1) }))
  const counts = verdicts.flatMap((verdict) => {
    const number = report.results.filter((result) => result.verdict === verdict).length
    return number === 0 ? [] : [`${number} ${verdict.replace('-', ' ')}`]
  })
  return (
    <>
      <p class="about">
        <b>{report.title}</b> {counts.join(' · ')}
      </p>
      <Notes notes={report.notes} />
      <SplitView
        label="Results"
        noun="result"
        items={items}
        choices={[{ name: 'verdict', label: 'Verdict', values: verdicts }]}
        hasValue={({ verdict }, _choice, value) => verdict === value}
        textOf={({ suite, name, problems }) =>
          [suite, name, ...problems.flatMap(({ code, message }) => [code, message])].join('\n')
        }
        row={(result) => <Row result={result} />}
        detail={(result) => <Detail result={result} />}
        parameters={parameters}
        set={set}
      />
    </>
  )
}

function Row({ result: { verdict, suite, name, problems } }: { readonly result: ResultView }): JSX.Element {
  return (
    <>
      <span class="line">
        <b class={`verdict ${verdict}`}>{verdictText[verdict]}</b> <b>{name}</b>
      </span>
      <span class="line quiet">
        {suite}
        {problems.length > 0 && ` · ${countText(problems.length, 'problem')}`}
      </span>
    </>
  )
}

function Detail({
  result: { verdict, suite, name, reason, problems },
}: {
  readonly result: ResultView
}): JSX.Element {
  return (
    <>
      <h2>{name}</h2>
      <p class="quiet">{suite}</p>
      <p>
        <b class={`verdict ${verdict}`}>{verdictText[verdict]}</b>
        {reason !== null && ` ${reason}`}
      </p>
      {problems.map(({ code, severity, message, twilioCode, where, command, accepted }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- two problems may say the same
        <section key={at} aria-label={`Problem ${at + 1}`}>
          <h3>
            <Severity severity={severity} /> {code}
            {twilioCode !== null && <span class="quiet"> Twilio {twilioCode}</span>}
          </h3>
          <p class="note">{message}</p>
          {where !== null && <p class="quiet">{where}</p>}
          {accepted !== null && <p>Accepted: {accepted}</p>}
          {command !== null && <CommandLine label="command" command={command} />}
        </section>
      ))}
    </>
  )
}
