import type { MapPlaceView } from '../../model/report-view.ts'

/** A place with where it stands in the tree. */
export interface ListedPlace {
  readonly place: MapPlaceView
  /** Null for the first. */
  readonly parent: MapPlaceView | null
}

/** All places of a tree, each before those that follow it. */
export function placesOf(tree: MapPlaceView | null): readonly ListedPlace[] {
  const found: ListedPlace[] = []
  const left: ListedPlace[] = tree === null ? [] : [{ place: tree, parent: null }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    found.push(next)
    const { place } = next
    left.push(...place.children.map((child) => ({ place: child, parent: place })).toReversed())
  }
  return found
}

/** Whether a place has a text, in what the caller hears or in what is marked there. */
export function hasText({ title, heard, keys, marks }: MapPlaceView, text: string): boolean {
  const all = [title, heard, keys, ...marks.flatMap(({ code, message }) => [code, message])]
  return all.some((each) => each.toLowerCase().includes(text.toLowerCase()))
}

/** What the caller does to come to a place, from the beginning. */
export function waysTo(places: readonly ListedPlace[], id: string): readonly string[] {
  const byId = new Map(places.map((each) => [each.place.id, each]))
  const ways: string[] = []
  for (let at = byId.get(id); at !== undefined; at = byId.get(at.parent?.id ?? '')) {
    if (at.place.keys !== '') ways.unshift(at.place.keys)
  }
  return ways
}
