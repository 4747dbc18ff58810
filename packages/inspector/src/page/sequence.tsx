import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { CallView, ExchangeView } from '../model/call-view.ts'
import { durationText, pathText } from './format.ts'

interface Props {
  readonly call: CallView
  readonly selected: number
  readonly onSelect: (index: number) => void
}

/** The call as a sequence diagram: what Twilio asked, what the app answered, and what the caller heard in between. */
export function Sequence({ call, selected, onSelect }: Props): JSX.Element {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    list.current?.children[selected]?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const legs = call.legs.map(({ callSid }) => callSid)
  return (
    <section class="sequence" aria-label="Sequence of the call" tabIndex={0}>
      <p class="lanes" aria-hidden="true">
        <span>Twilio</span>
        <span>app</span>
      </p>
      <ol ref={list}>
        {call.exchanges.map((exchange, index) => (
          <li key={exchange.id}>
            <button
              type="button"
              aria-current={index === selected ? 'step' : undefined}
              onClick={() => onSelect(index)}
            >
              <Step exchange={exchange} leg={legs.length > 1 ? legs.indexOf(exchange.leg ?? '') + 1 : 0} />
            </button>
          </li>
        ))}
      </ol>
      {legs.length > 1 && (
        <ul class="legs">
          {call.legs.map(({ callSid, parentCallSid }, index) => (
            <li key={callSid}>
              leg {index + 1}: {callSid}
              {parentCallSid === null ? '' : `, dialled by leg ${legs.indexOf(parentCallSid) + 1}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Step({ exchange, leg }: { readonly exchange: ExchangeView; readonly leg: number }): JSX.Element {
  const { answer, problem, from, kind, method, url, offsetMs, durationMs, findings } = exchange
  const isFromTwilio = from === 'twilio'
  const title = kind ?? (isFromTwilio ? 'not recognised' : 'REST API')
  const isBad = problem !== null || answer === null || answer.status >= 400
  const finding =
    findings.length === 0 ? '' : ` · ${findings.length === 1 ? '1 finding' : `${findings.length} findings`}`
  return (
    <>
      <span class="at">
        {(offsetMs / 1000).toFixed(1)} s{leg > 0 && ` · leg ${leg}`}
      </span>
      <span class={`arrow ${isFromTwilio ? 'right' : 'left'}`}>
        <b>{title}</b> {method} {pathText(url)}
      </span>
      <span
        class={`arrow ${isFromTwilio ? 'left' : 'right'} ${isBad ? 'bad' : ''} ${answer === null ? 'lost' : ''}`}
      >
        {answer === null ? 'no answer' : answer.status} in {durationText(durationMs)}
        {problem !== null && ` · ${problem.message}`}
        {finding}
      </span>
      {answer?.heard.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines of one answer have no name other than their place
        <span class="heard" key={at}>
          {line}
        </span>
      ))}
    </>
  )
}
