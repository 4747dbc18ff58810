import { amountAt, flagAt, listAt, numberAt, objectAt, textAt, wordAt } from '../json-fields.ts'
import type { SocketFrame, SocketLog, SocketProtocol, SocketSide, SocketSpeech } from './socket.ts'

const protocols: readonly SocketProtocol[] = ['media-streams', 'conversation-relay']
const sides: readonly SocketSide[] = ['twilio', 'app']
const closers: readonly SocketLog['closedBy'][] = ['twilio', 'app', 'network']
const speakers: readonly SocketSpeech['by'][] = ['caller', 'app']
const tracks = ['inbound', 'outbound'] as const

/** Reads what went over a WebSocket out of its JSON value. Throws `Misfit`, which names the place, when it is none. */
export function parseSocket(value: unknown, where: string): SocketLog {
  const row = objectAt(value, where)
  return {
    protocol: wordAt(row['protocol'], protocols, `${where}.protocol`),
    sid: textAt(row['sid'], `${where}.sid`),
    frames: listAt(row['frames'], `${where}.frames`).map((frame, at) =>
      frameAt(frame, `${where}.frames[${at}]`),
    ),
    leftOut: amountAt(row['leftOut'], `${where}.leftOut`),
    speech: listAt(row['speech'], `${where}.speech`).map((each, at) =>
      speechAt(each, `${where}.speech[${at}]`),
    ),
    closedBy: wordAt(row['closedBy'], closers, `${where}.closedBy`),
    closeCode: numberAt(row['closeCode'], `${where}.closeCode`),
    closeReason: textAt(row['closeReason'], `${where}.closeReason`),
  }
}

function frameAt(value: unknown, where: string): SocketFrame {
  const row = objectAt(value, where)
  const times = {
    from: wordAt(row['from'], sides, `${where}.from`),
    atMs: amountAt(row['atMs'], `${where}.atMs`),
    untilMs: amountAt(row['untilMs'], `${where}.untilMs`),
    count: amountAt(row['count'], `${where}.count`),
  }
  if (row['text'] !== undefined) return { ...times, text: textAt(row['text'], `${where}.text`) }
  return {
    ...times,
    audioBytes: amountAt(row['audioBytes'], `${where}.audioBytes`),
    track: wordAt(row['track'], tracks, `${where}.track`),
    hasSound: flagAt(row['hasSound'], `${where}.hasSound`),
  }
}

function speechAt(value: unknown, where: string): SocketSpeech {
  const row = objectAt(value, where)
  return {
    by: wordAt(row['by'], speakers, `${where}.by`),
    atMs: amountAt(row['atMs'], `${where}.atMs`),
    untilMs: amountAt(row['untilMs'], `${where}.untilMs`),
    text: textAt(row['text'], `${where}.text`),
  }
}
