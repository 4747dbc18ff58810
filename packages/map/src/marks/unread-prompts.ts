import type { Crawled } from '../crawl/crawl.ts'
import type { MapUnreadPrompt } from '../phone-map.ts'
import { promptsAt } from '../prompts/prompts-at.ts'

/** The sentences of menus that speak of keys and could not be read, each once. */
export function unreadPrompts({ graph }: Pick<Crawled, 'graph'>): readonly MapUnreadPrompt[] {
  const seen = new Set<string>()
  return graph.states
    .filter(({ waiting }) => waiting.for === 'gather')
    .flatMap((state) => promptsAt(state).notUnderstood.map((sentence) => ({ state: state.id, sentence })))
    .filter(({ sentence }) => !seen.has(sentence) && seen.add(sentence))
}
