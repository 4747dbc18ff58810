import type { JSX } from 'preact'
import type { SocketView, SpanView } from '../../model/socket-view.ts'
import { countText, durationText, secondsText } from '../format.ts'
import { SocketFrames } from './socket-frames.tsx'
import { SocketTimeline } from './socket-timeline.tsx'

/** A WebSocket: who spoke when, what happened on it, and its frames on demand. */
export function SocketSection({ socket }: { readonly socket: SocketView }): JSX.Element {
  const { protocol, sid, durationMs, talkOver, end } = socket
  const both = talkOver.reduce((sum, { atMs, untilMs }) => sum + untilMs - atMs, 0)
  return (
    <>
      <p class="quiet">
        {protocol} · {sid} · open for {durationText(durationMs)}
      </p>
      <p>{end}</p>
      {talkOver.length > 0 && (
        <p class="note bad">
          Caller and app spoke at once {countText(talkOver.length, 'time')}, for {durationText(both)} in all.
        </p>
      )}
      <h4>Who spoke when</h4>
      <SocketTimeline socket={socket} />
      <SocketStory socket={socket} />
      <SocketFrames socket={socket} />
    </>
  )
}

interface Line extends Pick<SpanView, 'atMs'> {
  readonly untilMs: number | null
  readonly who: string
  readonly text: string
  readonly isBoth: boolean
}

/** Speech and events in order, as a list. */
function SocketStory({ socket }: { readonly socket: SocketView }): JSX.Element {
  const lines = linesOf(socket)
  if (lines.length === 0) return <p class="quiet">Nobody spoke.</p>
  return (
    <table class="story">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ atMs, untilMs, who, text, isBoth }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- several may happen at the same time
          <tr key={at} class={who}>
            <td>
              {secondsText(atMs)}
              {untilMs !== null && ` to ${secondsText(untilMs)}`}
            </td>
            <th scope="row">{who}</th>
            <td>
              {text}
              {isBoth && <b class="bad"> at the same time as the other</b>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function linesOf({ speech, events, talkOver }: SocketView): readonly Line[] {
  const isBoth = ({ atMs, untilMs }: SpanView): boolean =>
    talkOver.some((both) => both.atMs < untilMs && atMs < both.untilMs)
  const spoken = speech.map((each): Line => ({
    atMs: each.atMs,
    untilMs: each.untilMs,
    who: each.by,
    text: each.text === '' ? 'plays audio' : `says "${each.text}"`,
    isBoth: isBoth(each),
  }))
  const happened = events.map(({ atMs, who, text }): Line => ({
    atMs,
    untilMs: null,
    who,
    text,
    isBoth: false,
  }))
  return [...spoken, ...happened].toSorted((one, other) => one.atMs - other.atMs)
}
