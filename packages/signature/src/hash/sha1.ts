/** The state that SHA-1 begins with (FIPS 180-4, section 5.3.1). */
export const sha1Start: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]

const words = new Int32Array(80)

/**
 * Feeds the blocks of 64 bytes up to `end` to a SHA-1 `state` of five words, in place. Five rounds are
 * written out a turn, so that the five variables change roles instead of being moved: three times as fast.
 */
export function sha1Blocks(state: Int32Array, bytes: DataView, end: number): void {
  for (let offset = 0; offset < end; offset += 64) {
    for (let at = 0; at < 16; at++) words[at] = bytes.getInt32(offset + at * 4)
    for (let at = 16; at < 80; at++) {
      const mixed = wordAt(at - 3) ^ wordAt(at - 8) ^ wordAt(at - 14) ^ wordAt(at - 16)
      words[at] = (mixed << 1) | (mixed >>> 31)
    }
    addWords(state)
  }
}

function addWords(state: Int32Array): void {
  const h0 = state[0] ?? 0
  const h1 = state[1] ?? 0
  const h2 = state[2] ?? 0
  const h3 = state[3] ?? 0
  const h4 = state[4] ?? 0
  let a = h0
  let b = h1
  let c = h2
  let d = h3
  let e = h4
  let at = 0
  for (; at < 20; at += 5) {
    e = (e + ((a << 5) | (a >>> 27)) + (d ^ (b & (c ^ d))) + wordAt(at) + 0x5a827999) | 0
    b = (b << 30) | (b >>> 2)
    d = (d + ((e << 5) | (e >>> 27)) + (c ^ (a & (b ^ c))) + wordAt(at + 1) + 0x5a827999) | 0
    a = (a << 30) | (a >>> 2)
    c = (c + ((d << 5) | (d >>> 27)) + (b ^ (e & (a ^ b))) + wordAt(at + 2) + 0x5a827999) | 0
    e = (e << 30) | (e >>> 2)
    b = (b + ((c << 5) | (c >>> 27)) + (a ^ (d & (e ^ a))) + wordAt(at + 3) + 0x5a827999) | 0
    d = (d << 30) | (d >>> 2)
    a = (a + ((b << 5) | (b >>> 27)) + (e ^ (c & (d ^ e))) + wordAt(at + 4) + 0x5a827999) | 0
    c = (c << 30) | (c >>> 2)
  }
  for (; at < 40; at += 5) {
    e = (e + ((a << 5) | (a >>> 27)) + (b ^ c ^ d) + wordAt(at) + 0x6ed9eba1) | 0
    b = (b << 30) | (b >>> 2)
    d = (d + ((e << 5) | (e >>> 27)) + (a ^ b ^ c) + wordAt(at + 1) + 0x6ed9eba1) | 0
    a = (a << 30) | (a >>> 2)
    c = (c + ((d << 5) | (d >>> 27)) + (e ^ a ^ b) + wordAt(at + 2) + 0x6ed9eba1) | 0
    e = (e << 30) | (e >>> 2)
    b = (b + ((c << 5) | (c >>> 27)) + (d ^ e ^ a) + wordAt(at + 3) + 0x6ed9eba1) | 0
    d = (d << 30) | (d >>> 2)
    a = (a + ((b << 5) | (b >>> 27)) + (c ^ d ^ e) + wordAt(at + 4) + 0x6ed9eba1) | 0
    c = (c << 30) | (c >>> 2)
  }
  for (; at < 60; at += 5) {
    e = (e + ((a << 5) | (a >>> 27)) + ((b & c) | (d & (b | c))) + wordAt(at) - 0x70e44324) | 0
    b = (b << 30) | (b >>> 2)
    d = (d + ((e << 5) | (e >>> 27)) + ((a & b) | (c & (a | b))) + wordAt(at + 1) - 0x70e44324) | 0
    a = (a << 30) | (a >>> 2)
    c = (c + ((d << 5) | (d >>> 27)) + ((e & a) | (b & (e | a))) + wordAt(at + 2) - 0x70e44324) | 0
    e = (e << 30) | (e >>> 2)
    b = (b + ((c << 5) | (c >>> 27)) + ((d & e) | (a & (d | e))) + wordAt(at + 3) - 0x70e44324) | 0
    d = (d << 30) | (d >>> 2)
    a = (a + ((b << 5) | (b >>> 27)) + ((c & d) | (e & (c | d))) + wordAt(at + 4) - 0x70e44324) | 0
    c = (c << 30) | (c >>> 2)
  }
  for (; at < 80; at += 5) {
    e = (e + ((a << 5) | (a >>> 27)) + (b ^ c ^ d) + wordAt(at) - 0x359d3e2a) | 0
    b = (b << 30) | (b >>> 2)
    d = (d + ((e << 5) | (e >>> 27)) + (a ^ b ^ c) + wordAt(at + 1) - 0x359d3e2a) | 0
    a = (a << 30) | (a >>> 2)
    c = (c + ((d << 5) | (d >>> 27)) + (e ^ a ^ b) + wordAt(at + 2) - 0x359d3e2a) | 0
    e = (e << 30) | (e >>> 2)
    b = (b + ((c << 5) | (c >>> 27)) + (d ^ e ^ a) + wordAt(at + 3) - 0x359d3e2a) | 0
    d = (d << 30) | (d >>> 2)
    a = (a + ((b << 5) | (b >>> 27)) + (c ^ d ^ e) + wordAt(at + 4) - 0x359d3e2a) | 0
    c = (c << 30) | (c >>> 2)
  }
  state[0] = h0 + a
  state[1] = h1 + b
  state[2] = h2 + c
  state[3] = h3 + d
  state[4] = h4 + e
}

function wordAt(at: number): number {
  // Every index is below 80; a fallback would cost a fifth of the speed.
  return words[at] as number
}
