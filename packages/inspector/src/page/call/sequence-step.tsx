import type { JSX } from 'preact'
import type { ExchangeView, ToldView } from '../../model/call-view.ts'
import { countText, durationText, pathText, secondsText } from '../format.ts'
import { SocketTimeline } from './socket-timeline.tsx'

interface Props {
  readonly exchange: ExchangeView
  /** The number of its leg; null where the call has one only, or the exchange has none. */
  readonly leg: number | null
  readonly limitMs: number
}

/** One exchange in the diagram: what led to it, the request, the answer, and what the caller hears then. */
export function SequenceStep({ exchange, leg, limitMs }: Props): JSX.Element {
  const { answer, from, title, method, url, offsetMs, told, socket, socketNote } = exchange
  return (
    <>
      <span class="at">
        {secondsText(offsetMs)}
        {leg !== null && ` · leg ${leg}`}
      </span>
      {told.map(({ who, text }) => (
        <Told key={text} who={who} text={text} />
      ))}
      <span class={`arrow ${from === 'twilio' ? 'right' : 'left'}`}>
        <b>{title}</b> {method} {pathText(url)}
      </span>
      {socket === null ? (
        <AnswerArrow exchange={exchange} limitMs={limitMs} />
      ) : (
        <SocketRow socket={socket} />
      )}
      {answer?.heard.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines of one answer have no name other than their place
        <span class="bubble app" key={at}>
          {line}
        </span>
      ))}
      {socketNote !== null && <span class="bubble line">{socketNote}</span>}
    </>
  )
}

function Told({ who, text }: ToldView): JSX.Element {
  return <span class={`bubble ${who}`}>{who === 'caller' ? `Caller ${text}` : text}</span>
}

function AnswerArrow({ exchange, limitMs }: Pick<Props, 'exchange' | 'limitMs'>): JSX.Element {
  const { answer, problem, from, durationMs, findings } = exchange
  const isBad = problem !== null || answer === null || answer.status >= 400
  const isSlow = durationMs > limitMs * 0.66
  const classes = [
    'arrow',
    from === 'twilio' ? 'left' : 'right',
    ...(isBad ? ['bad'] : []),
    ...(answer === null ? ['lost'] : []),
  ]
  return (
    <span class={classes.join(' ')}>
      {answer === null ? 'no answer' : answer.status} in {durationText(durationMs)}
      {isSlow && ` of ${limitMs / 1000} s`}
      {problem !== null && ` · ${problem.message}`}
      {findings.length > 0 && ` · ${countText(findings.length, 'finding')}`}
    </span>
  )
}

function SocketRow({ socket }: { readonly socket: NonNullable<ExchangeView['socket']> }): JSX.Element {
  const { durationMs, talkOver, end } = socket
  return (
    <>
      <SocketTimeline socket={socket} />
      <span class="bubble line">
        open for {durationText(durationMs)}
        {talkOver.length > 0 && ` · both spoke at once ${countText(talkOver.length, 'time')}`} · {end}
      </span>
    </>
  )
}
