const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Twenty bytes, given as five big-endian words, in base64: 28 characters, the last a `=`. */
export function base64OfSha1([w0 = 0, w1 = 0, w2 = 0, w3 = 0, w4 = 0]: Int32Array): string {
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
