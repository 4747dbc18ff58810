/** What became of the items of two lists: `[before, after]`, with undefined where there is no partner. */
export type Pair<Item> = readonly [before: Item | undefined, after: Item | undefined]

/**
 * Pairs the items of two lists, keeping the order: equal items first (longest common subsequence), then, between
 * those, items that are alike.
 */
export function align<Item>(
  before: readonly Item[],
  after: readonly Item[],
  isEqual: (a: Item, b: Item) => boolean,
  isAlike: (a: Item, b: Item) => boolean,
): readonly Pair<Item>[] {
  const pairs: Pair<Item>[] = []
  let [i, j] = [0, 0]
  for (const [nextI, nextJ] of [...matches(before, after, isEqual), [before.length, after.length] as const]) {
    const [gapBefore, gapAfter] = [before.slice(i, nextI), after.slice(j, nextJ)]
    let [k, l] = [0, 0]
    for (const [alikeK, alikeL] of [
      ...matches(gapBefore, gapAfter, isAlike),
      [gapBefore.length, gapAfter.length] as const,
    ]) {
      pairs.push(...gapBefore.slice(k, alikeK).map((item): Pair<Item> => [item, undefined]))
      pairs.push(...gapAfter.slice(l, alikeL).map((item): Pair<Item> => [undefined, item]))
      if (alikeK < gapBefore.length && alikeL < gapAfter.length)
        pairs.push([gapBefore[alikeK], gapAfter[alikeL]])
      ;[k, l] = [alikeK + 1, alikeL + 1]
    }
    if (nextI < before.length && nextJ < after.length) pairs.push([before[nextI], after[nextJ]])
    ;[i, j] = [nextI + 1, nextJ + 1]
  }
  return pairs
}

/** Above this many cells a longest common subsequence takes more memory than it is worth. */
const LARGEST_TABLE = 1_000_000

/** How far ahead an equal item is looked for in lists that are too long. */
const WINDOW = 100

/** The index pairs of a longest common subsequence; of some common subsequence for very long lists. */
function matches<Item>(
  before: readonly Item[],
  after: readonly Item[],
  isSame: (a: Item, b: Item) => boolean,
): (readonly [number, number])[] {
  if (before.length * after.length > LARGEST_TABLE) return firstMatches(before, after, isSame)
  const lengths = before.map(() => new Uint16Array(after.length + 1))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = lengths[i]
      const [a, b] = [before[i], after[j]]
      if (row === undefined || a === undefined || b === undefined) continue
      row[j] = isSame(a, b) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const found: (readonly [number, number])[] = []
  let [i, j] = [0, 0]
  while (i < before.length && j < after.length) {
    const [a, b] = [before[i], after[j]]
    if (a !== undefined && b !== undefined && isSame(a, b) && at(i, j) === at(i + 1, j + 1) + 1) {
      found.push([i, j])
      ;[i, j] = [i + 1, j + 1]
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return found
}

function firstMatches<Item>(
  before: readonly Item[],
  after: readonly Item[],
  isSame: (a: Item, b: Item) => boolean,
): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  let start = 0
  for (const [i, a] of before.entries()) {
    const offset = after.slice(start, start + WINDOW).findIndex((b) => isSame(a, b))
    if (offset === -1) continue
    found.push([i, start + offset])
    start += offset + 1
  }
  return found
}
