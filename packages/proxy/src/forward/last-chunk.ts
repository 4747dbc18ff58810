import type { RawHeaders } from './forwarder.ts'
import { linesOf } from './raw-headers.ts'

/** The end of a body in chunks, in latin1. */
export function lastChunk(trailers: RawHeaders): string {
  return `0\r\n${linesOf(trailers)}\r\n`
}
