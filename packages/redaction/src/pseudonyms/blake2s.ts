/** BLAKE2s (RFC 7693): a hash with a key of its own, so that a keyed digest of a short text takes one step. */
const blockLength = 64
const initial = new Int32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
])
/** Which word of the block is mixed in when: sixteen steps in each of ten rounds. */
const sigma = Uint8Array.from(
  '0123456789abcdefea489fd61c02b753b8c052fdae3671947931dcbe265a40f8905724afe1bc683d' +
    '2c6a0b834d75fe19c51fed4a0763928bdb7ec13950f4862a6fe9b308c2d714a5a2847615fb9e3cd0',
  (digit) => Number.parseInt(digit, 16),
)
const words = new Int32Array(16)

/**
 * The 32-byte digest of messages under a key of up to 32 bytes, which is absorbed once; an empty key is none.
 * @throws {RangeError} for a longer key.
 */
export function createBlake2s(key: Uint8Array): (message: Uint8Array) => Uint8Array {
  if (key.length > 32) throw new RangeError(`A BLAKE2s key has at most 32 bytes, not ${key.length}.`)
  const start = Int32Array.from(initial)
  start[0] = word(start, 0) ^ 0x01010000 ^ (key.length << 8) ^ 32
  const keyed = Int32Array.from(start)
  const absorbed = key.length > 0 ? blockLength : 0
  if (absorbed > 0) compress(keyed, key, 0, blockLength, false)
  const state = new Int32Array(8)
  return (message) => {
    if (message.length === 0 && absorbed > 0) {
      state.set(start)
      compress(state, key, 0, blockLength, true)
      return bytesOf(state)
    }
    state.set(keyed)
    let from = 0
    for (; from + blockLength < message.length; from += blockLength) {
      compress(state, message, from, absorbed + from + blockLength, false)
    }
    compress(state, message, from, absorbed + message.length, true)
    return bytesOf(state)
  }
}

function bytesOf(state: Int32Array): Uint8Array {
  const digest = new Uint8Array(32)
  for (let index = 0; index < 8; index++) {
    const value = word(state, index)
    digest[index * 4] = value
    digest[index * 4 + 1] = value >>> 8
    digest[index * 4 + 2] = value >>> 16
    digest[index * 4 + 3] = value >>> 24
  }
  return digest
}

/** Mixes the block that starts at `from`, filled up with zeros. `total`: the bytes up to its end. */
// oxlint-disable-next-line max-lines-per-function, max-params -- the rounds are written out and take plain values, which makes it ten times as fast as a loop over arrays
function compress(
  state: Int32Array,
  message: Uint8Array,
  from: number,
  total: number,
  isLast: boolean,
): void {
  words.fill(0)
  const length = Math.min(message.length - from, blockLength)
  for (let index = 0; index < length; index++) {
    words[index >> 2] = word(words, index >> 2) | ((message[from + index] ?? 0) << ((index & 3) * 8))
  }
  let v0 = word(state, 0)
  let v1 = word(state, 1)
  let v2 = word(state, 2)
  let v3 = word(state, 3)
  let v4 = word(state, 4)
  let v5 = word(state, 5)
  let v6 = word(state, 6)
  let v7 = word(state, 7)
  let v8 = word(initial, 0)
  let v9 = word(initial, 1)
  let v10 = word(initial, 2)
  let v11 = word(initial, 3)
  let v12 = word(initial, 4) ^ (total | 0)
  let v13 = word(initial, 5) ^ Math.floor(total / 2 ** 32)
  let v14 = word(initial, 6) ^ (isLast ? -1 : 0)
  let v15 = word(initial, 7)
  // Written out: a loop over the eight quarters takes three times as long.
  for (let round = 0; round < 160; round += 16) {
    v0 = (v0 + v4 + mixed(round + 0)) | 0
    v12 ^= v0
    v12 = (v12 >>> 16) | (v12 << 16)
    v8 = (v8 + v12) | 0
    v4 ^= v8
    v4 = (v4 >>> 12) | (v4 << 20)
    v0 = (v0 + v4 + mixed(round + 1)) | 0
    v12 ^= v0
    v12 = (v12 >>> 8) | (v12 << 24)
    v8 = (v8 + v12) | 0
    v4 ^= v8
    v4 = (v4 >>> 7) | (v4 << 25)
    v1 = (v1 + v5 + mixed(round + 2)) | 0
    v13 ^= v1
    v13 = (v13 >>> 16) | (v13 << 16)
    v9 = (v9 + v13) | 0
    v5 ^= v9
    v5 = (v5 >>> 12) | (v5 << 20)
    v1 = (v1 + v5 + mixed(round + 3)) | 0
    v13 ^= v1
    v13 = (v13 >>> 8) | (v13 << 24)
    v9 = (v9 + v13) | 0
    v5 ^= v9
    v5 = (v5 >>> 7) | (v5 << 25)
    v2 = (v2 + v6 + mixed(round + 4)) | 0
    v14 ^= v2
    v14 = (v14 >>> 16) | (v14 << 16)
    v10 = (v10 + v14) | 0
    v6 ^= v10
    v6 = (v6 >>> 12) | (v6 << 20)
    v2 = (v2 + v6 + mixed(round + 5)) | 0
    v14 ^= v2
    v14 = (v14 >>> 8) | (v14 << 24)
    v10 = (v10 + v14) | 0
    v6 ^= v10
    v6 = (v6 >>> 7) | (v6 << 25)
    v3 = (v3 + v7 + mixed(round + 6)) | 0
    v15 ^= v3
    v15 = (v15 >>> 16) | (v15 << 16)
    v11 = (v11 + v15) | 0
    v7 ^= v11
    v7 = (v7 >>> 12) | (v7 << 20)
    v3 = (v3 + v7 + mixed(round + 7)) | 0
    v15 ^= v3
    v15 = (v15 >>> 8) | (v15 << 24)
    v11 = (v11 + v15) | 0
    v7 ^= v11
    v7 = (v7 >>> 7) | (v7 << 25)
    v0 = (v0 + v5 + mixed(round + 8)) | 0
    v15 ^= v0
    v15 = (v15 >>> 16) | (v15 << 16)
    v10 = (v10 + v15) | 0
    v5 ^= v10
    v5 = (v5 >>> 12) | (v5 << 20)
    v0 = (v0 + v5 + mixed(round + 9)) | 0
    v15 ^= v0
    v15 = (v15 >>> 8) | (v15 << 24)
    v10 = (v10 + v15) | 0
    v5 ^= v10
    v5 = (v5 >>> 7) | (v5 << 25)
    v1 = (v1 + v6 + mixed(round + 10)) | 0
    v12 ^= v1
    v12 = (v12 >>> 16) | (v12 << 16)
    v11 = (v11 + v12) | 0
    v6 ^= v11
    v6 = (v6 >>> 12) | (v6 << 20)
    v1 = (v1 + v6 + mixed(round + 11)) | 0
    v12 ^= v1
    v12 = (v12 >>> 8) | (v12 << 24)
    v11 = (v11 + v12) | 0
    v6 ^= v11
    v6 = (v6 >>> 7) | (v6 << 25)
    v2 = (v2 + v7 + mixed(round + 12)) | 0
    v13 ^= v2
    v13 = (v13 >>> 16) | (v13 << 16)
    v8 = (v8 + v13) | 0
    v7 ^= v8
    v7 = (v7 >>> 12) | (v7 << 20)
    v2 = (v2 + v7 + mixed(round + 13)) | 0
    v13 ^= v2
    v13 = (v13 >>> 8) | (v13 << 24)
    v8 = (v8 + v13) | 0
    v7 ^= v8
    v7 = (v7 >>> 7) | (v7 << 25)
    v3 = (v3 + v4 + mixed(round + 14)) | 0
    v14 ^= v3
    v14 = (v14 >>> 16) | (v14 << 16)
    v9 = (v9 + v14) | 0
    v4 ^= v9
    v4 = (v4 >>> 12) | (v4 << 20)
    v3 = (v3 + v4 + mixed(round + 15)) | 0
    v14 ^= v3
    v14 = (v14 >>> 8) | (v14 << 24)
    v9 = (v9 + v14) | 0
    v4 ^= v9
    v4 = (v4 >>> 7) | (v4 << 25)
  }
  state[0] = word(state, 0) ^ v0 ^ v8
  state[1] = word(state, 1) ^ v1 ^ v9
  state[2] = word(state, 2) ^ v2 ^ v10
  state[3] = word(state, 3) ^ v3 ^ v11
  state[4] = word(state, 4) ^ v4 ^ v12
  state[5] = word(state, 5) ^ v5 ^ v13
  state[6] = word(state, 6) ^ v6 ^ v14
  state[7] = word(state, 7) ^ v7 ^ v15
}

function mixed(step: number): number {
  return words[sigma[step] ?? 0] ?? 0
}

function word(of: Int32Array, index: number): number {
  return of[index] ?? 0
}
