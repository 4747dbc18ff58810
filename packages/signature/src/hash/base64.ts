const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Twenty bytes, given as five big-endian words, in base64: 28 characters, the last a `=`. */
export function base64OfSha1(words: Int32Array): string {
  const w0 = words[0] ?? 0
  const w1 = words[1] ?? 0
  const w2 = words[2] ?? 0
  const w3 = words[3] ?? 0
  const w4 = words[4] ?? 0
  return (
    four(w0 >>> 8) +
    four((w0 << 16) | (w1 >>> 16)) +
    four((w1 << 8) | (w2 >>> 24)) +
    four(w2) +
    four(w3 >>> 8) +
    four((w3 << 16) | (w4 >>> 16)) +
    four(w4 << 8).slice(0, 3) +
    '='
  )
}

function four(bits: number): string {
  return (
    alphabet.charAt((bits >>> 18) & 63) +
    alphabet.charAt((bits >>> 12) & 63) +
    alphabet.charAt((bits >>> 6) & 63) +
    alphabet.charAt(bits & 63)
  )
}
