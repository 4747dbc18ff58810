import type { JSX } from 'preact'
import type { FindingView } from '../model/call-view.ts'

/** What is wrong, one line each; nothing where nothing is. */
export function FindingList({ findings }: { readonly findings: readonly FindingView[] }): JSX.Element | null {
  if (findings.length === 0) return null
  return (
    <ul class="findings">
      {findings.map(({ severity, message, twilioCode, where }) => (
        <li class={severity} key={`${where} ${message}`}>
          <b>{severity}</b> {message}
          {twilioCode !== null && ` (Twilio ${twilioCode})`}
          {where !== null && <span class="quiet"> {where} of the body as sent</span>}
        </li>
      ))}
    </ul>
  )
}
