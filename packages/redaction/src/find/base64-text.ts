const utf8 = new TextEncoder()
const utf8Text = new TextDecoder()

/** Base64 of a text in UTF-8, without padding. */
function base64OfText(text: string): string {
  const bytes = utf8.encode(text)
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary).replace(/={1,2}$/, '')
}

/** The text behind base64 or base64url, or undefined when it is none or holds control characters. */
export function textOfBase64(run: string): string | undefined {
  const length = run.endsWith('=') ? run.indexOf('=') : run.length
  if (length < 4 || length % 4 === 1) return undefined
  // By hand, because most of what is tried is a word and no base64, and an exception costs more than all the rest.
  const bytes = new Uint8Array(Math.floor((length * 3) / 4))
  let bits = 0
  let held = 0
  let filled = 0
  let following = 0
  for (let at = 0; at < length; at++) {
    const value = sextet(run, at)
    if (value < 0) return undefined
    bits = ((bits << 6) | value) & 0xfff
    held += 6
    if (held < 8) continue
    held -= 8
    const byte = (bits >> held) & 255
    following = following > 0 ? (byte >> 6 === 2 ? following - 1 : -1) : followingOf(byte)
    if (following < 0) return undefined
    bytes[filled++] = byte
  }
  return following === 0 ? utf8Text.decode(bytes) : undefined
}

/** How many bytes follow the first of a character in UTF-8; below zero for what starts none, and for control characters. */
function followingOf(byte: number): number {
  if (byte < 32) return byte >= 9 && byte <= 13 ? 0 : -1
  if (byte < 127) return 0
  if (byte < 0xc2 || byte > 0xf4) return -1
  return byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
}

function sextet(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code >= 65 && code <= 90) return code - 65
  if (code >= 97 && code <= 122) return code - 71
  if (code >= 48 && code <= 57) return code + 4
  if (code === 43 || code === 45) return 62
  return code === 47 || code === 95 ? 63 : -1
}

/** `text` in the alphabet and with the padding habit of `run`. */
export function base64Like(run: string, text: string): string {
  const bare = base64OfText(text)
  const isUrl = /[-_]/.test(run) || !/[+/=]/.test(run)
  const alphabet = isUrl ? bare.replaceAll('+', '-').replaceAll('/', '_') : bare
  return run.endsWith('=') ? alphabet.padEnd(Math.ceil(alphabet.length / 4) * 4, '=') : alphabet
}
