import { talkOverOf, type SocketFrame, type SocketLog } from '@ringback/recording'
import type { FrameView, SocketView } from '../../model/socket-view.ts'
import { socketEventsOf } from './socket-events-of.ts'

/** What went over a WebSocket, ready to be shown. */
export function socketViewOf(socket: SocketLog, durationMs: number): SocketView {
  const { protocol, sid, speech, frames, leftOut } = socket
  return {
    protocol,
    sid,
    durationMs,
    speech,
    talkOver: talkOverOf(socket),
    events: socketEventsOf(frames),
    frames: frames.map(frameView),
    leftOut,
    end: endText(socket),
  }
}

function frameView(frame: SocketFrame): FrameView {
  const { from, atMs, untilMs, count } = frame
  const span = { from, atMs, untilMs, count }
  if ('text' in frame) return { ...span, text: frame.text, audio: null }
  const { audioBytes, track, hasSound } = frame
  const sound = hasSound ? 'with sound' : 'silence'
  return { ...span, text: null, audio: `${audioBytes.toLocaleString('en')} bytes ${track}, ${sound}` }
}

function endText({ closedBy, closeCode, closeReason }: SocketLog): string {
  if (closedBy === 'network') return 'The connection was lost without a close frame.'
  const reason = closeReason === '' ? '' : `, "${closeReason}"`
  const code = closeCode === 1005 ? 'no code' : `code ${closeCode}`
  return `Closed by ${closedBy === 'app' ? 'the app' : 'Twilio'} with ${code}${reason}.`
}
