import type { JSX } from 'preact'
import type { SocketEventView, SocketView, SpanView } from '../../model/socket-view.ts'
import { secondsText } from '../format.ts'

/** Who spoke when, on one scale: caller, app, both at once, and what happened in between. A picture of the list below it. */
export function SocketTimeline({ socket }: { readonly socket: SocketView }): JSX.Element {
  const { speech, talkOver, events, durationMs } = socket
  const total = Math.max(1, durationMs, ...speech.map(({ untilMs }) => untilMs))
  const by = (who: 'caller' | 'app'): readonly SpanView[] => speech.filter((each) => each.by === who)
  return (
    <div class="socket-timeline" aria-hidden="true">
      <Track name="caller" total={total} spans={by('caller')} />
      <Track name="app" total={total} spans={by('app')} />
      {talkOver.length > 0 && <Track name="both" total={total} spans={talkOver} />}
      {events.length > 0 && <Marks total={total} events={events} />}
      <p class="scale">
        <span>0 s</span>
        <span>{secondsText(total)}</span>
      </p>
    </div>
  )
}

interface TrackProps {
  readonly name: 'caller' | 'app' | 'both'
  /** Milliseconds from the left to the right. */
  readonly total: number
  readonly spans: readonly SpanView[]
}

function Track({ name, total, spans }: TrackProps): JSX.Element {
  return (
    <p class={`track ${name}`}>
      <b>{name === 'both' ? 'both at once' : name}</b>
      <span class="bars">
        {spans.map(({ atMs, untilMs }) => (
          <i
            key={atMs}
            style={{ left: share(atMs, total), width: `max(2px, ${share(untilMs - atMs, total)})` }}
          />
        ))}
      </span>
    </p>
  )
}

const signs: Readonly<Record<SocketEventView['kind'], string>> = {
  mark: '◆',
  clear: '✕',
  key: '#',
  interrupt: '!',
  play: '♪',
  end: '■',
  error: '!',
}

function Marks({
  total,
  events,
}: {
  readonly total: number
  readonly events: readonly SocketEventView[]
}): JSX.Element {
  return (
    <p class="track marks">
      <b>events</b>
      <span class="bars">
        {events.map(({ atMs, kind, text }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- several may happen at the same time
          <i key={at} class={kind} title={text} style={{ left: share(atMs, total) }}>
            {signs[kind]}
          </i>
        ))}
      </span>
    </p>
  )
}

function share(milliseconds: number, total: number): string {
  return `${((milliseconds / total) * 100).toFixed(3)}%`
}
