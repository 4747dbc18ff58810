import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { FrameView, SocketView } from '../../model/socket-view.ts'
import { countText, secondsText } from '../format.ts'

/** The frames of a WebSocket. They are laid out once they are asked for, because there may be thousands. */
export function SocketFrames({ socket }: { readonly socket: SocketView }): JSX.Element {
  const [isOpen, setOpen] = useState(false)
  const { frames, leftOut } = socket
  const sent = frames.reduce((sum, { count }) => sum + count, 0)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Frames ({sent.toLocaleString('en')}
        {leftOut > 0 && `; ${leftOut.toLocaleString('en')} more were not kept`})
      </summary>
      {isOpen && (
        <ol class="frames" tabIndex={0} aria-label="Frames">
          {frames.map((frame, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- frames have no name other than their place
            <li key={at} class={frame.from}>
              <Frame frame={frame} />
            </li>
          ))}
        </ol>
      )}
    </details>
  )
}

function Frame({ frame }: { readonly frame: FrameView }): JSX.Element {
  const { from, atMs, untilMs, count, text, audio } = frame
  return (
    <>
      <span class="at">
        {secondsText(atMs)}
        {untilMs > atMs && ` to ${secondsText(untilMs)}`} {from === 'app' ? 'app → Twilio' : 'Twilio → app'}
        {count > 1 && `, ${countText(count, 'frame')}`}
      </span>
      {text === null ? <span class="quiet">media: {audio}</span> : <code>{text}</code>}
    </>
  )
}
