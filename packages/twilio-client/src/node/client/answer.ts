import { TextDecoder } from 'node:util'
import type { Problem } from '@ringback/recording'
import { contentTypeTreatment } from '@ringback/twiml'
import { twilioProblem } from '../../problem.ts'

/** How Twilio treats an answer, by its Content-Type. */
export type Answer =
  | { readonly type: 'document'; readonly text: string }
  /** Run when it parses as TwiML, spoken when it does not. */
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'audio'; readonly contentType: string; readonly bytes: Uint8Array }

/** The answer in a 2xx response to a request for TwiML, or why Twilio cannot use it. */
export function answerOf(contentType: string | undefined, bytes: Uint8Array, url: string): Answer | Problem {
  const treatment = contentTypeTreatment(contentType ?? null)
  if (contentType === undefined || treatment === 'missing') {
    return twilioProblem('no-content-type', `${url} answered without a Content-Type. Send text/xml.`)
  }
  if (treatment === 'audio') return { type: 'audio', contentType, bytes }
  if (treatment === 'refused') {
    return twilioProblem(
      'bad-content-type',
      `${url} answered ${contentType}, which is neither XML, text nor audio.`,
    )
  }
  if (bytes.length === 0) {
    return twilioProblem(
      'empty-answer',
      `${url} answered with an empty body. Send <Response/> to do nothing.`,
    )
  }
  return { type: treatment === 'twiml' ? 'document' : 'text', text: decodeText(bytes, contentType) }
}

/** Text by the charset of the Content-Type, a byte order mark, the XML declaration, and UTF-8 in the end. */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const header = /charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1]
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1]
  const mark =
    bytes[0] === 0xfe && bytes[1] === 0xff
      ? 'utf-16be'
      : bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : undefined
  return decoderOf(header ?? mark ?? declared).decode(bytes)
}

const utf8 = new TextDecoder()

function decoderOf(charset: string | undefined): TextDecoder {
  if (charset === undefined || /^utf-?8$/i.test(charset)) return utf8
  try {
    return new TextDecoder(charset)
  } catch {
    return utf8
  }
}
