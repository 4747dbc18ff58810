/** The source of all values that Twilio would generate at random. */
export interface Ids {
  /** A SID: the prefix and 32 hex digits. */
  readonly sid: (prefix: string) => string
  readonly uuid: () => string
}

/** Ids derived from a seed: the same seed gives the same ids in the same order. */
export function seededIds(seed: number): Ids {
  let state = seed >>> 0
  // Mulberry32: small, fast, and good enough for ids that must differ.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const word = (): string => hexOfWord(next())
  const hex = (): string => word() + word() + word() + word()
  return {
    sid: (prefix) => prefix + hex(),
    uuid() {
      const [first, second, third, fourth] = [word(), word(), word(), word()]
      const variant = '89ab'[next() % 4] ?? '8'
      const head = `${first}-${second.slice(0, 4)}-`
      return `${head}4${second.slice(5)}-${variant}${third.slice(1, 4)}-${third.slice(4)}${fourth}`
    },
  }
}

/** By the value of a byte. */
const hexOfByte: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
)

function hexOfWord(word: number): string {
  const [first, second] = [hexOfByte[word >>> 24] ?? '', hexOfByte[(word >>> 16) & 0xff] ?? '']
  const [third, fourth] = [hexOfByte[(word >>> 8) & 0xff] ?? '', hexOfByte[word & 0xff] ?? '']
  return first + second + third + fourth
}
