/** Something, and how often it is to come. */
export interface Share<Item> {
  readonly item: Item
  readonly count: number
}

/**
 * Each item as often as its count says, spread evenly: among the first of the list each has about its share, too.
 */
export function spread<Item>(shares: readonly Share<Item>[]): readonly Item[] {
  return shares
    .flatMap(({ item, count }) =>
      Array.from({ length: count }, (_, at) => ({ item, place: (at + 0.5) / count })),
    )
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item)
}
