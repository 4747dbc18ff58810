import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { CallView, ExchangeView } from '../../model/call-view.ts'
import { SequenceStep } from './sequence-step.tsx'

interface Props {
  readonly call: CallView
  readonly selected: number
  readonly onSelect: (index: number) => void
}

/** Legs beyond share the last lane. */
const mostLanes = 6

/**
 * The call as a sequence diagram: a lane for each leg and one for the app, what was asked and answered between them, and in
 * the middle what the caller did and heard.
 */
export function Sequence({ call, selected, onSelect }: Props): JSX.Element {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    list.current?.children[selected]?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const legs = call.legs.map(({ callSid }) => callSid)
  const legOf = ({ leg }: ExchangeView): number => Math.max(0, legs.indexOf(leg ?? ''))
  const lanes = Math.max(1, Math.min(mostLanes, legs.length))
  return (
    <section class="sequence" aria-label="Sequence of the call" tabIndex={0}>
      <p class="lanes" aria-hidden="true">
        <span>Twilio</span>
        <span>app</span>
      </p>
      {legs.length > 1 && <Legs call={call} />}
      <ol ref={list} class={`of-${lanes}`}>
        {call.exchanges.map((exchange, index) => (
          <li key={exchange.id}>
            <button
              type="button"
              class={`step lane-${Math.min(mostLanes, legOf(exchange) + 1)}`}
              aria-current={index === selected ? 'step' : undefined}
              onClick={() => onSelect(index)}
            >
              {Array.from({ length: lanes }, (_none, lane) => (
                <span class={`life lane-${lane + 1}`} key={lane} />
              ))}
              <span class="life app" />
              <SequenceStep
                exchange={exchange}
                leg={legs.length > 1 && exchange.leg !== null ? legOf(exchange) + 1 : null}
                limitMs={call.limitMs}
              />
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Legs({ call: { legs } }: { readonly call: CallView }): JSX.Element {
  const numberOf = (sid: string): number => legs.findIndex(({ callSid }) => callSid === sid) + 1
  return (
    <ul class="legs">
      {legs.map(({ callSid, parentCallSid }, index) => (
        <li key={callSid}>
          <i class={`dot lane-${Math.min(mostLanes, index + 1)}`} aria-hidden="true" />
          leg {index + 1}: {callSid}
          {parentCallSid === null ? '' : `, dialled by leg ${numberOf(parentCallSid)}`}
        </li>
      ))}
    </ul>
  )
}
