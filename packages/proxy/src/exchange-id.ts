import { randomBytes } from 'node:crypto'

/** A maker of exchange ids: time, a counter for the same millisecond, and randomness, sorting by time as text. */
export function createExchangeIds(): (startedAt: number) => string {
  const run = randomBytes(4).toString('hex')
  let counter = 0
  return (startedAt) => {
    counter = (counter + 1) % 0x1_00_00_00
    return `${startedAt.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(6, '0')}-${run}`
  }
}
