import { twimlFinding, type TwimlFinding } from '../finding.ts'

/** The text of a TwiML answer and what is wrong with its encoding. */
export interface DecodedSource {
  readonly text: string
  readonly findings: readonly TwimlFinding[]
}

/** Decodes bytes by their byte order mark, else by the XML declaration, else as UTF-8. What cannot be read becomes U+FFFD. */
export function decodeSource(source: string | Uint8Array): DecodedSource {
  if (typeof source === 'string') {
    // A lone surrogate has no encoding: on its way to Twilio it would become U+FFFD.
    return source.isWellFormed() ? { text: source, findings: [] } : withDamage(source.toWellFormed(), 'utf-8')
  }
  const decoder = decoderFor(source)
  const text = decoder.decode(source)
  const isDamaged = text.includes('\uFFFD') && !isValid(source, decoder.encoding)
  return isDamaged ? withDamage(text, decoder.encoding) : { text, findings: [] }
}

function withDamage(text: string, encoding: string): DecodedSource {
  const finding = twimlFinding({
    code: 'twiml-invalid-encoding',
    message: `The document is not valid ${encoding.toUpperCase()}. ringback reads on with U+FFFD in place of what it cannot read; Twilio's parser may refuse the document. Send it in the encoding that it declares.`,
    position: { line: 1, column: 1, offset: 0 },
    severity: 'warning',
  })
  return { text, findings: [finding] }
}

function decoderFor(bytes: Uint8Array): TextDecoder {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be')
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  // A declaration that was just read byte by byte is not in UTF-16, whatever it says.
  return declared.toLowerCase().startsWith('utf-16') ? new TextDecoder() : knownDecoder(declared)
}

function knownDecoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder()
  }
}

function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
