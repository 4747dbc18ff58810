import { socketLimits, type SocketLog, type SocketSpeech } from '@ringback/recording'
import { createFrameLog, type FrameLog } from './frame-log.ts'

/** How a WebSocket was closed. */
export type SocketClosing = Pick<SocketLog, 'closedBy' | 'closeCode' | 'closeReason'>

/** Writes down what goes over one WebSocket, and who is heard meanwhile. */
export interface SocketRecorder extends Pick<FrameLog, 'sent' | 'received'> {
  /** Somebody spoke between two times of the simulation's clock. */
  readonly speech: (speech: SocketSpeech) => void
  /** Audio of the app is played between two times, until it is cut. */
  readonly plays: (from: number, until: number) => void
  /** What was still to be heard of the app is not heard. */
  readonly cut: () => void
  readonly close: (closing: SocketClosing) => SocketLog
}

/** Begins at the time at which the socket is opened. */
export function createSocketRecorder(
  protocol: SocketLog['protocol'],
  sid: string,
  now: () => number,
): SocketRecorder {
  const openedAt = now()
  const sinceOpening = (time: number): number => Math.max(0, Math.round(time - openedAt))
  const { sent, received, frames, leftOut } = createFrameLog(() => sinceOpening(now()))
  let heard: SocketSpeech[] = []
  const add = ({ by, atMs, untilMs, text }: SocketSpeech): void => {
    if (heard.length >= socketLimits.frames) return
    heard.push({ by, atMs: sinceOpening(atMs), untilMs: sinceOpening(untilMs), text })
  }
  const cut = (): void => {
    const end = sinceOpening(now())
    heard = heard
      .map((each) => (each.by === 'app' ? { ...each, untilMs: Math.min(each.untilMs, end) } : each))
      .filter(({ atMs, untilMs }) => atMs <= untilMs)
  }
  return {
    sent,
    received,
    speech: add,
    plays(atMs, untilMs) {
      const last = heard.findLastIndex(({ by }) => by === 'app')
      const before = heard[last]
      // Audio comes in small pieces.
      if (before !== undefined && sinceOpening(atMs) <= before.untilMs) {
        heard[last] = { ...before, untilMs: sinceOpening(untilMs) }
      } else add({ by: 'app', atMs, untilMs, text: '' })
    },
    cut,
    close(closing) {
      cut()
      const speech = heard.toSorted((one, other) => one.atMs - other.atMs)
      return { protocol, sid, frames: frames(), leftOut: leftOut(), speech, ...closing }
    },
  }
}
