const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Where exchange ids take their time and randomness from. */
export interface ExchangeIdSource {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** From 0 up to, not including, 1. */
  readonly random: () => number
}

/** The ten characters of chance are counted as two numbers of five characters, which stay exact. */
const halfLength = 5
const halfLimit = 32 ** halfLength

/**
 * Exchange ids: unique, and in the order of time as text, also within one millisecond and when the clock steps back.
 * Ten characters of time and ten of chance, in Crockford's base 32.
 */
export function createExchangeIds({ now, random }: ExchangeIdSource): () => string {
  let time = -1
  /** Time and the upper half of chance. */
  let upper = ''
  let timeText = ''
  let high = 0
  let low = 0

  function setHigh(value: number): void {
    high = value
    upper = timeText + spelled(high, halfLength)
  }

  function begin(at: number): void {
    time = at
    timeText = spelled(Math.floor(at), 10)
    setHigh(Math.floor(random() * halfLimit))
    low = Math.floor(random() * halfLimit)
  }

  return () => {
    const current = now()
    if (current > time) begin(current)
    else if (low < halfLimit - 1) low += 1
    else if (high < halfLimit - 1) {
      setHigh(high + 1)
      low = 0
    } else begin(time + 1)
    return upper + spelled(low, halfLength)
  }
}

const idForm = /^[0-9a-hjkmnp-tv-z]{20}$/

/** The time in an exchange id, in milliseconds since 1970; undefined of an id that `createExchangeIds` does not make. */
export function timeOfExchangeId(id: string): number | undefined {
  if (!idForm.test(id)) return undefined
  let time = 0
  for (const letter of id.slice(0, 10)) time = time * 32 + alphabet.indexOf(letter)
  return time
}

/** An exchange id with another time in it, and the same chance. Other ids stay as they are. */
export function exchangeIdAt(id: string, time: number): string {
  return idForm.test(id) ? spelled(Math.max(0, Math.floor(time)), 10) + id.slice(10) : id
}

function spelled(value: number, length: number): string {
  let rest = value
  let text = ''
  for (let at = 0; at < length; at++) {
    text = alphabet.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}
