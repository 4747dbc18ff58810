const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Where exchange ids take their time and randomness from. */
export interface ExchangeIdSource {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** From 0 up to, not including, 1. */
  readonly random: () => number
}

/**
 * Exchange ids: unique, and in the order of time as text, also within one millisecond and when the clock steps back.
 * Ten characters of time and ten of chance, in Crockford's base 32.
 */
export function createExchangeIds({ now, random }: ExchangeIdSource): () => string {
  let time = 0
  let tail: number[] = []
  return () => {
    const current = Math.max(now(), time)
    if (current === time && tail.some((digit) => digit < 31)) {
      tail = incremented(tail)
    } else {
      time = current === time ? time + 1 : current
      tail = Array.from({ length: 10 }, () => Math.floor(random() * 32))
    }
    return spelled(time) + tail.map((digit) => alphabet.charAt(digit)).join('')
  }
}

function spelled(time: number): string {
  let rest = Math.floor(time)
  let text = ''
  for (let at = 0; at < 10; at++) {
    text = alphabet.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

function incremented(digits: readonly number[]): number[] {
  const last = digits.findLastIndex((digit) => digit < 31)
  return digits.map((digit, at) => (at < last ? digit : at === last ? digit + 1 : 0))
}
