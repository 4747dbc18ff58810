/** One of several equal parts of some work: the second of eight is `{ index: 2, count: 8 }`. */
export interface Shard {
  /** From 1. */
  readonly index: number
  readonly count: number
}

/** Reads `2/8`; null when that is no shard. */
export function parseShard(text: string): Shard | null {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim()) ?? []
  const shard = { index: Number(index), count: Number(count) }
  return shard.index >= 1 && shard.index <= shard.count ? shard : null
}

/**
 * The items of one shard, in their order. Every item is in exactly one shard, the shards differ by one item at most,
 * and which items are in it depends on their keys alone, not on the order in which they are given.
 */
export function inShard<Item>(
  items: readonly Item[],
  { index, count }: Shard,
  keyOf: (item: Item) => string,
): readonly Item[] {
  const keyed = items.map((item, place) => ({ key: keyOf(item), place }))
  const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.place - b.place))
  const mine = new Set(sorted.filter((_, place) => place % count === index - 1).map(({ place }) => place))
  return items.filter((_, place) => mine.has(place))
}
