import type { JSX } from 'preact'
import type { FuzzFindingView, ParameterDifferenceView } from '../../model/report-view.ts'
import { CommandLine } from './command-line.tsx'
import type { ReplayState } from './report-source.ts'
import { Severity } from './severity.tsx'

interface Props {
  readonly finding: FuzzFindingView
  readonly state: ReplayState | undefined
  readonly send: (() => void) | null
}

/** A finding with the smallest request that shows it. */
export function FindingDetail({ finding, state, send }: Props): JSX.Element {
  const { severity, code, twilioCode, webhook, message, method, url, path, accepted } = finding
  return (
    <>
      <h2>
        <Severity severity={severity} /> {code}
        {twilioCode !== null && <span class="quiet"> Twilio {twilioCode}</span>}
      </h2>
      <p class="note">{message}</p>
      {accepted !== null && <p class="note">Accepted: {accepted}</p>}
      {send !== null && (
        <p class="again">
          <button type="button" onClick={send}>
            Send again
          </button>
          <span role="status">
            <ReplayText state={state} />
          </span>
        </p>
      )}
      <h3>Smallest request</h3>
      <p class="quiet">{webhook}</p>
      <p class="request-line">
        {method} {url}
      </p>
      {path.length > 0 && (
        <p>
          The caller: <b>{path.join(', ')}</b>
        </p>
      )}
      <Differences differences={finding.differences} />
      <h3>Answer</h3>
      <p>{finding.status === null ? 'No answer.' : `HTTP status ${finding.status}`}</p>
      <h3>Reproduce</h3>
      <CommandLine label="command" command={finding.command} />
      <CommandLine label="curl line" command={finding.curl} />
    </>
  )
}

function ReplayText({ state }: { readonly state: ReplayState | undefined }): JSX.Element | null {
  if (state === undefined) return null
  if (state === 'running') return <span class="quiet">Sending…</span>
  if ('error' in state) return <span class="bad">Not sent: {state.error}</span>
  const { verdict, failed, tries, message } = state
  const isFlaky = failed > 0 && failed < tries
  return (
    <>
      <b class={verdict === 'FIXED' ? 'good' : 'bad'}>{verdict}</b>{' '}
      {isFlaky && `flaky: ${failed} of ${tries} tries failed. `}
      {message}
    </>
  )
}

function Differences({
  differences,
}: {
  readonly differences: readonly ParameterDifferenceView[]
}): JSX.Element {
  if (differences.length === 0) return <p class="quiet">The parameters are those of a plain request.</p>
  return (
    <table class="parameters differences">
      <caption>Parameters that differ from a plain request</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Plain request</th>
          <th scope="col">This request</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ name, plain, sent }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{plain === null ? <i>absent</i> : plain === '' ? <i>empty</i> : plain}</td>
            <td class="odd-value">{sent === null ? <i>absent</i> : sent === '' ? <i>empty</i> : sent}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
