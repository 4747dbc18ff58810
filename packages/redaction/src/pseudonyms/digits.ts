import type { KeyedBytes } from './keyed-bytes.ts'

const rounds = 4

/**
 * As many other digits, keyed. One to one, so distinct inputs stay distinct, and never the input itself:
 * a keyed step between a keyed permutation (a Feistel network) and its inverse has no fixed point.
 */
export function otherDigits(keyed: KeyedBytes, label: string, digits: string): string {
  const values = Array.from(digits, Number)
  if (values.length === 0) return ''
  permute(keyed, label, values, false)
  const step = 1 + ((keyed(`step\u0000${label}\u0000${values.length}`)[0] ?? 0) % 9)
  const last = values.length - 1
  values[last] = ((values[last] ?? 0) + step) % 10
  permute(keyed, label, values, true)
  return values.join('')
}

function permute(keyed: KeyedBytes, label: string, values: number[], inverse: boolean): void {
  const half = values.length >> 1
  if (half === 0) return
  for (let step = 0; step < rounds; step++) {
    const round = inverse ? rounds - 1 - step : step
    const even = round % 2 === 0
    const [from, to] = even ? [0, half] : [half, values.length]
    const [sourceFrom, sourceTo] = even ? [half, values.length] : [0, half]
    const bytes = keyed(
      `digits\u0000${label}\u0000${values.length}\u0000${round}\u0000${values.slice(sourceFrom, sourceTo).join('')}`,
    )
    for (let at = from; at < to; at++) {
      const shift = (bytes[at % bytes.length] ?? 0) % 10
      values[at] = ((values[at] ?? 0) + (inverse ? 10 - shift : shift)) % 10
    }
  }
}
