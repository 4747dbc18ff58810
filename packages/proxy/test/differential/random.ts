/** Repeatable random choices: a case of a differential test costs a few microseconds, too few for generators of values. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number
  /** True in one of `times` cases. */
  oneIn(times: number): boolean
  pick<T extends string | number | object>(list: readonly T[]): T
}

/** The mulberry32 generator. */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit)
  }
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick<T extends string | number | object>(list: readonly T[]) {
      const picked = list[below(list.length)]
      if (picked === undefined) throw new Error('There is nothing to pick from.')
      return picked
    },
  }
}

/** A new seed for every run; RINGBACK_DIFFERENTIAL_SEED repeats one. */
export const seed: number = Number(
  process.env.RINGBACK_DIFFERENTIAL_SEED ?? Math.floor(Math.random() * 2 ** 31),
)
