import { MalformedAnswer } from './malformed-answer.ts'

const start = Buffer.from('HTTP/1.')
/** The first byte of a TLS alert. */
const tlsAlert = 0x15
const carriageReturn = 0x0d
const lineFeed = 0x0a

/**
 * Throws {@link MalformedAnswer} as soon as the bytes of a head, as far as they have arrived, cannot become an HTTP/1.1
 * head any more: an app that answers without a head (HTTP/0.9) or with bare line feeds never sends the empty line that
 * would end it. `from`: what is before has been looked at.
 */
export function requireHeadSoFar(bytes: Buffer, from: number): void {
  const length = Math.min(bytes.length, start.length)
  if (bytes[0] === tlsAlert)
    throw new MalformedAnswer('It answers in TLS. If it speaks https, write https:// in its URL.')
  if (from < start.length && bytes.compare(start, 0, length, 0, length) !== 0) {
    throw new MalformedAnswer(
      'It does not begin with "HTTP/1." (an answer without status line and header fields is HTTP/0.9).',
    )
  }
  const headEnd = bytes.indexOf('\r\n\r\n', Math.max(from - 3, 0))
  const end = headEnd < 0 ? bytes.length : headEnd
  for (let at = bytes.indexOf(lineFeed, from); at >= 0 && at < end; at = bytes.indexOf(lineFeed, at + 1)) {
    if (bytes[at - 1] !== carriageReturn)
      throw new MalformedAnswer('A header line ends with LF instead of CR LF.')
  }
}
