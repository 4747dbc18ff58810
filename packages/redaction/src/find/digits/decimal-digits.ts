/**
 * The zeros of the decimal digits of other scripts, each followed by its nine others (Unicode 16, general category Nd, basic
 * plane).
 */
const zeros: readonly number[] = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
  0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
]

const valueByCode = new Map(
  zeros.flatMap((zero) => Array.from({ length: 10 }, (_, value) => [zero + value, value] as const)),
)
// Superscripts, subscripts, and figures in circles.
for (const [figures, value] of [
  ['⁰₀⓪', 0],
  ['¹₁①', 1],
  ['²₂②', 2],
  ['³₃③', 3],
  ['⁴₄④', 4],
  ['⁵₅⑤', 5],
  ['⁶₆⑥', 6],
  ['⁷₇⑦', 7],
  ['⁸₈⑧', 8],
  ['⁹₉⑨', 9],
] as const) {
  for (const figure of figures) valueByCode.set(figure.charCodeAt(0), value)
}

/** The digit, 0 to 9, that a character beyond ASCII stands for; undefined when it stands for none. */
export function digitOf(code: number): number | undefined {
  if (code < 0xb2) return undefined
  const value = valueByCode.get(code)
  // Mathematical digits in five styles.
  if (value === undefined && code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10
  return value
}

/** A digit in the script of another one. */
export function digitLike(given: string, digit: string): string {
  const code = given.codePointAt(0) ?? 0
  const value = digitOf(code)
  if (value === undefined || !zeros.includes(code - value)) return digit
  return String.fromCharCode(code - value + Number(digit))
}
