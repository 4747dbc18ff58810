/**
 * The seed of a value's details: an unsigned 32-bit integer. Every function here maps 0 to the first of its possibilities,
 * the plainest, so that fast-check shrinks a value by making its seed smaller.
 */
export type DetailSeed = number

/** A list that has a first element. */
export type NonEmpty<T> = readonly [T, ...T[]]

/** The seed of one detail, derived from the seed of a value that has several. `salt` tells the details apart. 0 stays 0. */
export function seedFor(seed: DetailSeed, salt: number): DetailSeed {
  if (seed === 0) return 0
  let hash = seed + Math.imul(salt + 1, 0x9e3779b9)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** One of a list; the first for seed 0. */
export function pick<T>(list: NonEmpty<T>, seed: DetailSeed): T {
  return list[seed % list.length] ?? list[0]
}

/** An integer from `min` to `max`, both included; `min` for seed 0. */
export function integerOf(seed: DetailSeed, min: number, max: number): number {
  return min + (seed % (max - min + 1))
}

const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Hexadecimal digits, lower case, a multiple of 8 of them; zeros for seed 0. */
export function hexOf(seed: DetailSeed, digits: number): string {
  let text = ''
  for (let word = 0; text.length < digits; word += 1) {
    const bits = seedFor(seed, word)
    text += bytes[bits >>> 24] ?? ''
    text += bytes[(bits >>> 16) & 255] ?? ''
    text += bytes[(bits >>> 8) & 255] ?? ''
    text += bytes[bits & 255] ?? ''
  }
  return text
}

/** A text in which each `x` of a template is replaced by a digit; zeros for seed 0. */
export function fillDigits(template: string, seed: DetailSeed): string {
  if (!template.includes('x')) return template
  let text = ''
  let rest = seedFor(seed, template.length)
  for (const character of template) {
    if (character !== 'x') {
      text += character
      continue
    }
    text += String(rest % 10)
    rest = Math.floor(rest / 10)
  }
  return text
}
