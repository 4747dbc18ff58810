import type { ParameterPairs } from '../parameters.ts'

const encoder = new TextEncoder()
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

/** The parameters of a form body or of a query string without `?`. Never throws. */
export function decodeForm(text: string): ParameterPairs {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      return equals === -1
        ? [decodeText(pair), '']
        : [decodeText(pair.slice(0, equals)), decodeText(pair.slice(equals + 1))]
    })
}

/** One name or value of a form, decoded: `+` is a space, and a `%` that does not begin an escape is kept. */
export function decodeText(text: string): string {
  return text.length > longText ? decodeLong(text) : decodePercent(text.replaceAll('+', ' '))
}

/** Longer texts are decoded byte by byte: replacing each of a million plus signs takes half a second. */
const longText = 4096
const plusSign = 0x2b
const percentSign = 0x25
const space = 0x20

function decodeLong(text: string): string {
  const hasEscapes = text.includes('%')
  if (!hasEscapes && !text.includes('+')) return text
  const bytes = encoder.encode(text)
  return lenient.decode(hasEscapes ? unescaped(bytes) : spaced(bytes))
}

/** Changes the bytes. */
function spaced(bytes: Uint8Array): Uint8Array {
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === plusSign) bytes[at] = space
  return bytes
}

/** Changes the bytes. */
function unescaped(bytes: Uint8Array): Uint8Array {
  let end = 0
  for (let at = 0; at < bytes.length; at += 1) {
    let byte = bytes[at] ?? 0
    if (byte === plusSign) byte = space
    else if (byte === percentSign) {
      const high = digitOf(bytes[at + 1] ?? 0)
      const low = digitOf(bytes[at + 2] ?? 0)
      if (high >= 0 && low >= 0) {
        byte = high * 16 + low
        at += 2
      }
    }
    bytes[end] = byte
    end += 1
  }
  return bytes.subarray(0, end)
}

/** The value of a hexadecimal digit; negative for what is none. */
function digitOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

/** A text with its percent escapes decoded; a `%` that does not begin an escape is kept. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replaceAll(/(?:%[\da-f]{2})+/gi, (run) =>
      lenient.decode(Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16))),
    )
  }
}
