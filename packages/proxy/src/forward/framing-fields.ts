import type { RawHeaders } from './forwarder.ts'
import { MalformedAnswer } from './malformed-answer.ts'

/** What the fields of an answer say about where it ends. */
export interface FramingFields {
  readonly contentLength: string | undefined
  readonly transferEncoding: string | undefined
}

const plainNumber = /^\d{1,15}$/
const codings = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?:, ?[!#$%&'*+\-.^_`|~0-9A-Za-z]+)*$/

/** Reads them; throws {@link MalformedAnswer} when two readers could see the end of the answer in different places. */
export function framingFieldsOf(headers: RawHeaders): FramingFields {
  let contentLength: string | undefined
  let transferEncoding: string | undefined
  for (let index = 0; index < headers.length; index += 2) {
    const name = framingName(headers[index] ?? '')
    if (name === undefined) continue
    const value = headers[index + 1] ?? ''
    if (name === 'content-length') {
      if (contentLength !== undefined || !plainNumber.test(value))
        throw new MalformedAnswer('Content-Length is not one decimal number.')
      contentLength = value
    } else {
      if (transferEncoding !== undefined || !codings.test(value))
        throw new MalformedAnswer('Transfer-Encoding is not one list of codings.')
      transferEncoding = value
    }
  }
  if (transferEncoding !== undefined && contentLength !== undefined)
    throw new MalformedAnswer('The answer has both Transfer-Encoding and Content-Length.')
  return { contentLength, transferEncoding }
}

/** Whether a Transfer-Encoding says where the body ends: it does when chunked is its last coding. */
export function isChunked(transferEncoding: string): boolean {
  return /(?:^|[ ,])chunked$/i.test(transferEncoding)
}

/** The name in lower case, if it is one of the two. */
export function framingName(name: string): 'content-length' | 'transfer-encoding' | undefined {
  if (name.length !== 14 && name.length !== 17) return undefined
  const lower = name.toLowerCase()
  return lower === 'content-length' || lower === 'transfer-encoding' ? lower : undefined
}
