/** The state that SHA-1 begins with (FIPS 180-4, section 5.3.1). */
export const sha1Start: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]

const words = new Int32Array(80)

/**
 * Feeds the blocks of 64 bytes from `start` up to `end` to a SHA-1 `state` of five words, in place. Neutral code on
 * purpose: for messages as short as a webhook it is faster than a native hash, whose cost is in being called.
 */
export function sha1Blocks(state: Int32Array, bytes: Uint8Array, start: number, end: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let [h0 = 0, h1 = 0, h2 = 0, h3 = 0, h4 = 0] = state
  for (let offset = start; offset < end; offset += 64) {
    for (let at = 0; at < 16; at++) words[at] = view.getInt32(offset + at * 4)
    for (let at = 16; at < 80; at++) {
      const word = wordAt(at - 3) ^ wordAt(at - 8) ^ wordAt(at - 14) ^ wordAt(at - 16)
      words[at] = (word << 1) | (word >>> 31)
    }
    let a = h0
    let b = h1
    let c = h2
    let d = h3
    let e = h4
    let next = 0
    for (let at = 0; at < 20; at++) {
      next = (((a << 5) | (a >>> 27)) + (d ^ (b & (c ^ d))) + e + wordAt(at) + 0x5a827999) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (let at = 20; at < 40; at++) {
      next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + wordAt(at) + 0x6ed9eba1) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (let at = 40; at < 60; at++) {
      next = (((a << 5) | (a >>> 27)) + ((b & c) | (d & (b | c))) + e + wordAt(at) + 0x8f1bbcdc) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (let at = 60; at < 80; at++) {
      next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + wordAt(at) + 0xca62c1d6) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    h0 = (h0 + a) | 0
    h1 = (h1 + b) | 0
    h2 = (h2 + c) | 0
    h3 = (h3 + d) | 0
    h4 = (h4 + e) | 0
  }
  state[0] = h0
  state[1] = h1
  state[2] = h2
  state[3] = h3
  state[4] = h4
}

function wordAt(at: number): number {
  return words[at] ?? 0
}
