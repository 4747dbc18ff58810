import type { MapEdge, MapState } from '../phone-map.ts'

/**
 * What callers hear on the ways to a state beside what is said at the state itself, for example before a redirect leads to its
 * menu. Empty where it is nothing more; several ways with different texts are separated by slashes.
 */
export function heardOnTheWay(edges: readonly MapEdge[], { heard }: MapState): string {
  const texts = edges.map(({ segment }) => withoutRepetitions(beforeEnding(segment.heard, heard)).join(' '))
  return [...new Set(texts)].filter((text) => text !== '').join(' / ')
}

/** The texts without those that both lists end with. */
function beforeEnding(texts: readonly string[], ending: readonly string[]): readonly string[] {
  let shared = 0
  while (shared < texts.length && texts.at(-1 - shared) === ending.at(-1 - shared)) shared += 1
  return texts.slice(0, texts.length - shared)
}

/** Waiting music says the same until somebody comes. */
function withoutRepetitions(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => text !== texts[index - 1])
}
