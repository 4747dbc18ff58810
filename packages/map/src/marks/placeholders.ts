import { isPlaceholder, placeholderIn } from '@ringback/checks'
import type { Crawled } from '../crawl/crawl.ts'
import { lastPage } from '../crawl/segment.ts'
import { pagePath } from '../page-path.ts'
import type { MapEdge, MapMark } from '../phone-map.ts'
import { mark, shortestOfEach } from './mark.ts'
import { pathAlong } from './path-along.ts'

/** Where the caller hears "undefined" and the like, or somebody of such a name is dialled: a value is missing there. */
export function placeholderMarks({ graph }: Crawled): readonly MapMark[] {
  const marks = graph.edges.flatMap((edge) =>
    messagesOf(edge).map((message) =>
      mark({
        kind: 'placeholder',
        severity: 'error',
        message,
        path: pathAlong(graph, edge),
        state: edge.from,
      }),
    ),
  )
  return shortestOfEach(marks, ({ message }) => message)
}

function messagesOf({ segment }: MapEdge): readonly string[] {
  const { heard, languages, dialled } = segment
  const page = lastPage(segment)
  const where = page === undefined ? '' : ` (${pagePath(page)})`
  const texts = heard.flatMap((text, at) => {
    // Sounds are heard by their URL.
    if (URL.canParse(text))
      return isPlaceholder(text) ? `${pagePath(text)} is played, and a value is missing in it${where}` : []
    const found = placeholderIn(text, languages[at])
    return found === undefined
      ? []
      : `The caller hears "${found}" in place of a value that is missing${where}`
  })
  const targets = dialled
    .filter((address) => isPlaceholder(address))
    .map((address) => `The app dials "${address}", which stands for a value that is missing${where}`)
  return [...texts, ...targets]
}
