import type { ForwardRequest } from './forwarder.ts'
import { linesOf } from './raw-headers.ts'

/** The head of a request as it goes to the app, in latin1, the empty line included. */
export function requestHead({ method, target, headers }: ForwardRequest): string {
  return `${method} ${target} HTTP/1.1\r\n${linesOf(headers)}\r\n`
}
