import { writtenLength } from './written.ts'

/** The first items of a list that take at most so many characters in an answer, and how many were left out. */
export function firstThatFit<Item, View>(
  list: readonly Item[],
  characters: number,
  view: (item: Item) => View,
): { readonly items: readonly View[]; readonly leftOut: number } {
  const items: View[] = []
  let left = characters
  for (const item of list) {
    const made = view(item)
    left -= writtenLength(made) + 1
    if (left < 0) break
    items.push(made)
  }
  return { items, leftOut: list.length - items.length }
}
