import { shortened } from '@ringback/common'
import type { Crawled } from '../crawl/crawl.ts'
import { keypad, keysFor } from '../crawl/inputs.ts'
import { saidKeys } from '../crawl/said-keys.ts'
import type { MapEdge, MapMark, MapState } from '../phone-map.ts'
import { mark, shortestOfEach } from './mark.ts'

/** Keys that a menu offers but does not handle, and keys that it handles but does not offer. */
export function menuKeys({ graph, unexplored }: Crawled): readonly MapMark[] {
  const marks = graph.states
    .filter(({ id }) => !unexplored.has(id))
    .flatMap((state) =>
      marksOf(
        state,
        graph.edges.filter(({ from, times }) => from === state.id && times === 1),
      ),
    )
  return shortestOfEach(marks, ({ message }) => message)
}

interface Tried {
  readonly key: string
  readonly edge: MapEdge
  /** What the key led to, as text; undefined when it caused an error, which is another kind of mark. */
  readonly outcome: string | undefined
}

function marksOf(state: MapState, edges: readonly MapEdge[]): readonly MapMark[] {
  const said = new Map(saidKeys(state.heard).map(({ key, sentence }) => [key, sentence]))
  if (said.size === 0) return []
  const tried = triedKeys(state, edges)
  const wrong = wrongOutcome(tried, said)
  if (wrong === undefined) return []
  return tried.flatMap(({ key, edge, outcome }) => {
    const sentence = said.get(key)
    if (outcome === undefined || (sentence === undefined) === (outcome === wrong)) return []
    const common = { path: [...state.path, ...edge.input], state: state.id }
    if (sentence === undefined) {
      return mark({
        ...common,
        kind: 'key-not-said',
        message: `Key ${key} works, but the menu does not offer it${quotedPrompt(state)}`,
      })
    }
    if (edge.to === state.id && /again|repeat|replay|wiederhol|repet|répét/i.test(sentence)) return []
    return mark({
      ...common,
      kind: 'key-not-handled',
      message: `The menu offers key ${key}, but the app treats it as a wrong key: "${sentence}"`,
    })
  })
}

function triedKeys({ waiting }: MapState, edges: readonly MapEdge[]): readonly Tried[] {
  if (waiting.for !== 'gather' || (waiting.numDigits ?? 1) > 1) return []
  const tried = Array.from(keypad).flatMap((key) => {
    const keys = keysFor(waiting, key)
    const edge = edges.find(({ input: [step] }) => step?.type === 'keys' && step.keys === keys)
    return edge === undefined ? [] : [{ key, edge }]
  })
  const heard = tried.flatMap(({ edge }) => edge.segment.heard)
  const common = new Set(heard.filter((text, index) => heard.indexOf(text) !== index))
  return tried.map(({ key, edge }) => ({ key, edge, outcome: outcomeOf(edge, key, common) }))
}

/** What a key leads to and what is said on the way. What only this key hears may repeat the key. */
function outcomeOf({ to, segment }: MapEdge, key: string, common: ReadonlySet<string>): string | undefined {
  if (segment.problems.length > 0) return undefined
  const heard = segment.heard.map((text) => (common.has(text) ? text : text.replaceAll(key, 'KEY')))
  return JSON.stringify([to, heard])
}

/** What most keys do that are not offered; this is how the app treats a wrong key. */
function wrongOutcome(tried: readonly Tried[], said: ReadonlyMap<string, string>): string | undefined {
  const counts = new Map<string, number>()
  for (const { key, outcome } of tried) {
    if (outcome !== undefined && !said.has(key)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  }
  const [first] = [...counts].toSorted(([, one], [, other]) => other - one)
  return first?.[0]
}

function quotedPrompt({ heard }: MapState): string {
  const text = heard.at(-1) ?? ''
  return text === '' ? '' : `: "${shortened(text, 90)}"`
}
