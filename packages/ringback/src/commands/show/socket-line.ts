import { talkOverOf, type SocketLog } from '@ringback/recording'
import { count } from '../../format/count.ts'

/** A WebSocket in one line: the protocol, what went each way, how much both spoke at once, and its end. */
export function socketLine(socket: SocketLog): string {
  const sent = (side: 'twilio' | 'app'): number =>
    socket.frames.reduce((sum, { from, count: frames }) => sum + (from === side ? frames : 0), 0)
  const talkOverMs = talkOverOf(socket).reduce((sum, { atMs, untilMs }) => sum + untilMs - atMs, 0)
  const { protocol, leftOut, closedBy, closeCode } = socket
  return [
    protocol,
    `${count(sent('twilio'), 'frame')} to the app`,
    `${sent('app')} from it`,
    ...(leftOut === 0 ? [] : [`${leftOut} more not kept`]),
    ...(talkOverMs === 0 ? [] : [`both spoke at once for ${(talkOverMs / 1000).toFixed(1)} s`]),
    closedBy === 'network' ? 'the connection was lost' : `closed by ${closedBy} with ${closeCode}`,
  ].join(', ')
}
