import type { MapEdge, PhoneMap } from '../phone-map.ts'
import { shortened } from '@ringback/common'
import { heardOnTheWay } from './heard-on-the-way.ts'
import { endTitle, labelOf, titleOf } from './labels.ts'

/** The map as a Mermaid flowchart. */
export function mermaid(map: PhoneMap): string {
  const marked = new Set(map.marks.map(({ state }) => state))
  return [
    'flowchart LR',
    '  start((call))',
    ...map.states.map((state) => {
      const text = [`${state.id} ${titleOf(state)}`, shortened(state.heard.join(' '), longestText)]
      return `  s${state.id}["${text
        .filter((line) => line !== '')
        .map(escaped)
        .join('<br/>')}"]${marked.has(state.id) ? ':::marked' : ''}`
    }),
    ...map.ends.map(
      (end) =>
        `  ${idOf(end.id)}(["${[endTitle(end), shortened(end.heard.join(' '), longestText)]
          .filter((line) => line !== '')
          .map(escaped)
          .join('<br/>')}"])${end.problems.length > 0 ? ':::error' : ''}`,
    ),
    ...groups(map).map((edges) => {
      const [edge] = edges
      const from = edge?.from === null ? 'start' : `s${edge?.from}`
      const origin = map.states.find(({ id }) => id === edge?.from)
      const label = [labelOf(edges, origin), wayTo(edges, map)].filter((line) => line !== '').map(escaped)
      return `  ${from} -->${label.length === 0 ? '' : `|"${label.join('<br/>')}"|`} ${idOf(edge?.to ?? 'open')}`
    }),
    '  classDef marked stroke:#b45309,stroke-width:3px',
    '  classDef error fill:#fee2e2,stroke:#b91c1c',
    '',
  ].join('\n')
}

const longestText = 120

/** What is heard on the ways to a state and not at it. */
function wayTo(edges: readonly MapEdge[], { states }: PhoneMap): string {
  const state = states.find(({ id }) => id === edges[0]?.to)
  return state === undefined ? '' : shortened(heardOnTheWay(edges, state), longestText)
}

function idOf(to: number | string): string {
  return typeof to === 'number' ? `s${to}` : to.replaceAll('-', '')
}

function groups({ edges }: PhoneMap): readonly (readonly MapEdge[])[] {
  const found = new Map<string, MapEdge[]>()
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to} ${edge.times}`
    found.set(key, [...(found.get(key) ?? []), edge])
  }
  return [...found.values()]
}

/** Mermaid reads entities with `#`, and ends a text at a quotation mark. */
function escaped(text: string): string {
  return text.replaceAll(/[#"<>&;|[\](){}`]/g, (character) => `#${character.codePointAt(0)};`)
}
