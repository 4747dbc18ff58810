import type { ComponentChildren, JSX } from 'preact'
import type { BodyView, ExchangeView, FindingView, HeaderViews } from '../../model/call-view.ts'
import { AnswerSection } from './answer-section.tsx'
import { BodyText, Headers } from './message-parts.tsx'
import { CopyButton } from '../copy-button.tsx'
import { FindingList } from '../findings.tsx'
import { durationText } from '../format.ts'
import { ParameterTable } from './parameter-table.tsx'
import { SocketSection } from './socket-section.tsx'

interface Props {
  readonly exchange: ExchangeView
  readonly limitMs: number
  /** What can be done with it. */
  readonly children?: ComponentChildren
}

/** Everything about one exchange. */
export function ExchangePanel({ exchange, limitMs, children }: Props): JSX.Element {
  const { title, trigger, method, url, isSocket } = exchange
  return (
    <article class="exchange" aria-label="Exchange" tabIndex={0}>
      <h3>{title}</h3>
      {trigger !== null && <p class="quiet">{trigger}</p>}
      <p class="request-line">
        {method} {url}
      </p>
      {!isSocket && (
        <p>
          <CopyButton label="Copy as curl" content={exchange.curl} />
        </p>
      )}
      {!isSocket && children}
      <Problem exchange={exchange} />
      <Signature exchange={exchange} />
      {isSocket ? (
        <SocketParts exchange={exchange} />
      ) : (
        <WebhookParts exchange={exchange} limitMs={limitMs} />
      )}
    </article>
  )
}

function WebhookParts({ exchange, limitMs }: Pick<Props, 'exchange' | 'limitMs'>): JSX.Element {
  const { durationMs, findings, parameters, headers, body, answer, socketNote } = exchange
  return (
    <>
      <TimeBar durationMs={durationMs} limitMs={limitMs} />
      <FindingList findings={findings.filter((finding) => !isOnALine(finding, exchange))} />
      <h4>Parameters</h4>
      <ParameterTable parameters={parameters} />
      <RequestParts headers={headers} body={body} />
      <h4>Answer</h4>
      {answer === null ? <p>No answer.</p> : <AnswerSection answer={answer} />}
      {socketNote !== null && <p class="note">{socketNote}</p>}
    </>
  )
}

function SocketParts({ exchange }: { readonly exchange: ExchangeView }): JSX.Element {
  const { socket, headers, answer } = exchange
  return (
    <>
      {socket === null ? (
        <p>The WebSocket was not opened{answer !== null && `: the app answered ${answer.status}`}.</p>
      ) : (
        <SocketSection socket={socket} />
      )}
      <details>
        <summary>Headers of the upgrade ({headers.length})</summary>
        <Headers headers={headers} />
      </details>
    </>
  )
}

function Problem({ exchange: { problem } }: { readonly exchange: ExchangeView }): JSX.Element | null {
  if (problem === null) return null
  return (
    <p class="note bad">
      {problem.message}
      {problem.twilioCode !== null && ` · Twilio ${problem.twilioCode}: ${problem.title ?? ''}`}
    </p>
  )
}

/** Findings that stand on their line of the TwiML are not repeated above it. */
function isOnALine(finding: FindingView, { answer }: ExchangeView): boolean {
  const lines = answer?.twiml ?? []
  return lines.some(({ findings }) =>
    findings.some(({ message, where }) => message === finding.message && where === finding.where),
  )
}

function Signature({ exchange }: { readonly exchange: ExchangeView }): JSX.Element {
  const { signature, signatureCause } = exchange
  const isBad = signature === 'invalid' || signature === 'missing'
  return (
    <p class={`note ${isBad ? 'bad' : ''}`}>
      Signature: {signature}
      {signatureCause !== null && `. ${signatureCause.message}`}
      {signatureCause?.change != null && ` ${signatureCause.change}`}
    </p>
  )
}

function TimeBar({
  durationMs,
  limitMs,
}: {
  readonly durationMs: number
  readonly limitMs: number
}): JSX.Element {
  const text = `${durationText(durationMs)} of the ${limitMs / 1000} s that Twilio waits`
  return (
    <p class="time-bar">
      <meter
        min={0}
        max={limitMs}
        high={limitMs * 0.66}
        value={Math.min(durationMs, limitMs)}
        aria-label={text}
      />
      {text}
    </p>
  )
}

function RequestParts({
  headers,
  body,
}: {
  readonly headers: HeaderViews
  readonly body: BodyView
}): JSX.Element {
  return (
    <>
      <details>
        <summary>Request headers ({headers.length})</summary>
        <Headers headers={headers} />
      </details>
      <details>
        <summary>Request body as sent ({body.bytes} bytes)</summary>
        <BodyText body={body} />
      </details>
    </>
  )
}
