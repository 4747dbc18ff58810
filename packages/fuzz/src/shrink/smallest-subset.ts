/**
 * The fewest items that still reproduce the failure; empty when all of them together do not. Tries each item alone,
 * then delta debugging: every item of the result is needed.
 */
export async function smallestSubset<Item>(
  items: readonly Item[],
  stillDoes: (subset: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[] | undefined> {
  if (await stillDoes([])) return []
  const alone = await Promise.all(items.map((item) => stillDoes([item])))
  const single = items.find((_, at) => alone[at] === true)
  if (single !== undefined) return [single]
  if (!(await stillDoes(items))) return undefined
  return minimise(items, stillDoes)
}

async function minimise<Item>(
  items: readonly Item[],
  stillDoes: (subset: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[]> {
  let needed = items
  for (let size = Math.ceil(items.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < needed.length;) {
      const without = [...needed.slice(0, start), ...needed.slice(start + size)]
      if (without.length > 0 && (await stillDoes(without))) needed = without
      else start += size
    }
  }
  return needed
}
