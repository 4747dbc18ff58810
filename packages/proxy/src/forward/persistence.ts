import type { AnswerHead, RawHeaders } from './forwarder.ts'
import { isChunked } from './framing-fields.ts'
import { rawValueOf } from './raw-headers.ts'

/**
 * Whether the app keeps the connection open after this answer. False as well where bytes of the answer might still follow,
 * which would be taken for the next one: behind an answer to HEAD that gives no length, and a 204 that gives one.
 */
export function isPersistent(head: AnswerHead): boolean {
  if (head.framing === 'close') return false
  if (head.framing === 'none' && head.status >= 200 && mayHaveBody(head)) return false
  const connection = connectionOf(head.headers)
  if (connection !== undefined && closes.test(connection)) return false
  return head.httpMinor === 1 || (connection !== undefined && keepsAlive.test(connection))
}

/** In doubt it closes: for some readers white space ends an option. */
const closes = /(?:^|[ \t,])close(?:$|[ \t,])/i
const keepsAlive = /(?:^|,) *keep-alive *(?:$|,)/i

function mayHaveBody({ status, headers }: AnswerHead): boolean {
  if (status === 304) return false
  const length = rawValueOf(headers, 'content-length')
  const transferEncoding = rawValueOf(headers, 'transfer-encoding')
  if (status === 204) return transferEncoding !== undefined || (length ?? '0') !== '0'
  return length === undefined && (transferEncoding === undefined || !isChunked(transferEncoding))
}

/** The values of all Connection fields; undefined when there is none. */
function connectionOf(headers: RawHeaders): string | undefined {
  let values: string | undefined
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]
    if (name?.length !== 10 || name.toLowerCase() !== 'connection') continue
    const value = headers[index + 1] ?? ''
    values = values === undefined ? value : `${values},${value}`
  }
  return values
}

/** How long a connection may be idle, in milliseconds. The app may say it in whole seconds: a second less is used. */
export function idleTimeOf(head: AnswerHead, otherwise: number): number {
  const value = rawValueOf(head.headers, 'keep-alive')
  if (value === undefined) return otherwise
  const seconds = /(?:^|[ \t,])timeout=(\d{1,6})/i.exec(value)?.[1]
  return seconds === undefined ? otherwise : Math.max(Number(seconds) * 1000 - 1000, 0)
}
