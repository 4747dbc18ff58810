import { bodyCharacters, type Exchange } from '@ringback/recording'

/** Divides exchanges into portions that a store takes in time. */
export interface Portions {
  /** The first of some exchanges: as many as are sent at once now. */
  first(exchanges: readonly Exchange[]): readonly Exchange[]
  /** A portion was taken: the next one may be larger. */
  taken(): void
  /** It was not: the next one is smaller, since a slow connection may carry no more in time. */
  failed(): void
}

/** A portion has at most so many exchanges, with about so many characters in their bodies. */
const most = { exchanges: 500, characters: 4 * 2 ** 20 }

/** Portions that are halved with each failure, down to one exchange, and doubled with each success. */
export function createPortions(): Portions {
  let share = 1
  return {
    first(exchanges) {
      let characters = 0
      let count = 0
      for (const exchange of exchanges) {
        characters += bodyCharacters(exchange)
        if (count > 0 && (count >= most.exchanges * share || characters > most.characters * share)) break
        count += 1
      }
      return exchanges.slice(0, count)
    },
    taken: () => void (share = Math.min(1, share * 2)),
    failed: () => void (share = Math.max(1 / most.exchanges, share / 2)),
  }
}
