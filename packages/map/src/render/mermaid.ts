import type { MapEdge, PhoneMap } from '../phone-map.ts'
import { shortened } from '@ringback/common'
import { endTitle, labelOf, titleOf } from './labels.ts'

/** The map as a Mermaid flowchart. */
export function mermaid(map: PhoneMap): string {
  const marked = new Set(map.marks.map(({ state }) => state))
  return [
    'flowchart LR',
    '  start((call))',
    ...map.states.map((state) => {
      const text = [`${state.id} ${titleOf(state)}`, shortened(state.heard.join(' '), 120)]
      return `  s${state.id}["${text
        .filter((line) => line !== '')
        .map(escaped)
        .join('<br/>')}"]${marked.has(state.id) ? ':::marked' : ''}`
    }),
    ...map.ends.map(
      (end) =>
        `  ${idOf(end.id)}(["${[endTitle(end), shortened(end.heard.at(-1) ?? '', 60)]
          .filter((line) => line !== '')
          .map(escaped)
          .join('<br/>')}"])${end.problems.length > 0 ? ':::error' : ''}`,
    ),
    ...groups(map).map((edges) => {
      const [edge] = edges
      const from = edge?.from === null ? 'start' : `s${edge?.from}`
      const origin = map.states.find(({ id }) => id === edge?.from)
      const label = labelOf(edges, origin)
      return `  ${from} -->${label === '' ? '' : `|"${escaped(label)}"|`} ${idOf(edge?.to ?? 'open')}`
    }),
    '  classDef marked stroke:#b45309,stroke-width:3px',
    '  classDef error fill:#fee2e2,stroke:#b91c1c',
    '',
  ].join('\n')
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
