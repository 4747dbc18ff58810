const utf8 = new TextEncoder()
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** Base64 of bytes. */
export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}

/** Bytes of base64. Throws on what is none. */
export function bytesOfBase64(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** Base64 of a text in UTF-8, without padding. */
export function base64OfText(text: string): string {
  return base64Of(utf8.encode(text)).replace(/=+$/, '')
}

/** The text behind base64 or base64url, or undefined when it is none or holds control characters. */
export function textOfBase64(run: string): string | undefined {
  try {
    const text = strictUtf8.decode(
      bytesOfBase64(run.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')),
    )
    // oxlint-disable-next-line no-control-regex -- control characters are what tells binary data from text
    return /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** `text` in the alphabet and with the padding habit of `run`. */
export function base64Like(run: string, text: string): string {
  const bare = base64OfText(text)
  const isUrl = /[-_]/.test(run) || !/[+/=]/.test(run)
  const alphabet = isUrl ? bare.replaceAll('+', '-').replaceAll('/', '_') : bare
  return run.endsWith('=') ? alphabet.padEnd(Math.ceil(alphabet.length / 4) * 4, '=') : alphabet
}
