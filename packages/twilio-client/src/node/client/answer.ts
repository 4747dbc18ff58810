import { TextDecoder } from 'node:util'
import type { Body, Problem } from '@ringback/recording'
import { contentTypeTreatment } from '@ringback/twiml'
import { twilioProblem } from '../../problem.ts'

/** How Twilio treats an answer, by its Content-Type. */
export type Answer =
  | { readonly type: 'document'; readonly text: string }
  /** Run when it parses as TwiML, spoken when it does not. */
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'audio'; readonly contentType: string; readonly bytes: Uint8Array }

/** The answer in a 2xx response to a request for TwiML, or why Twilio cannot use it. */
export function answerOf(
  contentType: string | undefined,
  { bytes, body }: { readonly bytes: Uint8Array; readonly body: Body },
  url: string,
): Answer | Problem {
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
  return { type: treatment === 'twiml' ? 'document' : 'text', text: textOf(bytes, body, contentType) }
}

/**
 * Text by the charset of the Content-Type, a byte order mark, the XML declaration, and UTF-8 in the end, which has been
 * decoded already.
 */
function textOf(bytes: Uint8Array, body: Body, contentType: string): string {
  const header = /charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1]
  const charset = header ?? markOf(bytes) ?? declaredIn(bytes)
  const isUtf8 = charset === undefined || /^utf-?8$/i.test(charset)
  if (isUtf8 && 'text' in body && !body.text.startsWith('\uFEFF')) return body.text
  return (isUtf8 ? utf8 : decoderOf(charset)).decode(bytes)
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined
}

function declaredIn(bytes: Uint8Array): string | undefined {
  // Most documents begin with `<Response>`, and a declaration with `<?`.
  if (bytes[1] !== questionMark) return undefined
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
  return /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1]
}

const questionMark = 0x3f
const utf8 = new TextDecoder()

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset)
  } catch {
    return utf8
  }
}
