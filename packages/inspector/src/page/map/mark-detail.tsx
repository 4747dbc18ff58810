import type { JSX } from 'preact'
import type { MarkView } from '../../model/report-view.ts'
import { CommandLine } from '../reports/command-line.tsx'
import { Severity } from '../reports/severity.tsx'

/** A mark with the call that shows it. */
export function MarkDetail({ mark }: { readonly mark: MarkView }): JSX.Element {
  const { code, severity, message, twilioCode, command, accepted } = mark
  return (
    <section class="mark-detail" aria-label={code}>
      <p>
        <Severity severity={severity} /> <b>{code}</b>
        {twilioCode !== null && <span class="quiet"> Twilio {twilioCode}</span>}
      </p>
      <p>{message}</p>
      {accepted !== null && <p class="quiet">Accepted: {accepted}</p>}
      {command !== null && <CommandLine label="command" command={command} />}
    </section>
  )
}
