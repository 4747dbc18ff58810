/** One item of each source in turn, until there are `most` or all sources have ended. */
export function* takeTurns<Item>(sources: readonly Generator<Item>[], most: number): Generator<Item> {
  let left = most
  let open = sources
  while (open.length > 0) {
    const ended = new Set<Generator<Item>>()
    for (const source of open) {
      if (left === 0) return
      const next = source.next()
      if (next.done === true) {
        ended.add(source)
        continue
      }
      left -= 1
      yield next.value
    }
    open = open.filter((source) => !ended.has(source))
  }
}
