/** What can be among {@link Members}: it knows its place there. */
export interface Member {
  /** Where it is; -1: nowhere. Only `Members` changes it. */
  place: number
}

/**
 * Things that come and go with every request, in no order. A `Set` would do, but its table is replaced every so often, and a
 * replaced table refers to the next one and to everything that was ever in it: once one was moved to the old generation, the
 * garbage collector kept all requests since, a fifth of the young generation each time.
 */
export class Members<Item extends Member> {
  readonly #items: Item[] = []

  get size(): number {
    return this.#items.length
  }

  add(item: Item): void {
    item.place = this.#items.length
    this.#items.push(item)
  }

  /** Does nothing when it is not among them. */
  delete(item: Item): void {
    const { place } = item
    if (place < 0) return
    item.place = -1
    const last = this.#items.pop()
    if (last === undefined || last === item) return
    last.place = place
    this.#items[place] = last
  }

  has(item: Item): boolean {
    return item.place >= 0
  }

  /** A copy, so that they may come and go meanwhile. */
  all(): readonly Item[] {
    return [...this.#items]
  }
}
