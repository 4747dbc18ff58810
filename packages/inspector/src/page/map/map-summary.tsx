import type { JSX } from 'preact'
import type { MapCoverageView, MapReportView, MarkView } from '../../model/report-view.ts'
import { countText } from '../format.ts'
import { Notes } from '../reports/notes.tsx'
import { MarkDetail } from './mark-detail.tsx'

interface Props {
  readonly report: MapReportView
  readonly marks: readonly MarkView[]
}

/** What was called, how many marks there are, and what recorded calls have covered. */
export function MapSummary({ report, marks }: Props): JSX.Element {
  const { voiceUrl, states, calls, requests, notes, coverage } = report
  const open = marks.filter(({ accepted }) => accepted === null)
  const errors = open.filter(({ severity }) => severity === 'error').length
  const accepted = marks.length - open.length
  const counts = [
    countText(states, 'state'),
    `${countText(calls, 'call')} with ${countText(requests, 'request')}`,
    countText(errors, 'error'),
    countText(open.length - errors, 'warning'),
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
  ]
  return (
    <>
      <p class="about">
        Phone tree of <b>{voiceUrl}</b> <span class="quiet">{counts.join(' · ')}</span>
      </p>
      {coverage !== null && <p class="about">{coverageText(coverage)}</p>}
      <Notes notes={notes} />
      {report.marks.length > 0 && (
        <details class="elsewhere">
          <summary>{countText(report.marks.length, 'mark')} not at a place of the tree</summary>
          {report.marks.map((mark, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- two marks may say the same
            <MarkDetail key={at} mark={mark} />
          ))}
        </details>
      )}
    </>
  )
}

function coverageText({ calls, left, states, inputs, strayed }: MapCoverageView): string {
  return [
    `${countText(calls, 'recorded call')} reached ${states.hit} of ${countText(states.total, 'state')} and ${inputs.hit} of ${countText(inputs.total, 'input')}`,
    ...(strayed === 0 ? [] : [`${countText(strayed, 'call')} came to a place that is not in the map`]),
    ...(left === 0 ? [] : [`${countText(left, 'older call')} not compared`]),
  ].join(' · ')
}
