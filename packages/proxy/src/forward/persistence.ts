import type { AnswerHead } from './forwarder.ts'
import { rawValueOf } from './raw-headers.ts'

/** Whether the app keeps the connection open after this answer. */
export function isPersistent(head: AnswerHead): boolean {
  if (head.framing === 'close') return false
  const connection = rawValueOf(head.headers, 'connection') ?? ''
  if (head.httpMinor === 0) return /(?:^|[ \t,])keep-alive(?:$|[ \t,])/i.test(connection)
  return !/(?:^|[ \t,])close(?:$|[ \t,])/i.test(connection)
}

/** How long a connection may be idle, in milliseconds. The app may say it in whole seconds: a second less is used. */
export function idleTimeOf(head: AnswerHead, otherwise: number): number {
  const seconds = /(?:^|[ \t,])timeout=(\d{1,6})/i.exec(rawValueOf(head.headers, 'keep-alive') ?? '')?.[1]
  return seconds === undefined ? otherwise : Math.max(Number(seconds) * 1000 - 1000, 0)
}
