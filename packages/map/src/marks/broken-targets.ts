import type { Step } from '@ringback/simulator'
import type { Crawled } from '../crawl/crawl.ts'
import type { MapMark, MapProblem, Segment } from '../phone-map.ts'
import { debuggerCodeRow } from '@ringback/catalog'
import { loopCodes } from './loop-codes.ts'
import { pagePath, withPagePaths } from '../page-path.ts'
import { mark, shortestOfEach } from './mark.ts'
import { pathAlong } from './path-along.ts'

/** Webhooks whose answer Twilio cannot use: page not found, an error, a document that cannot be run. */
export function brokenTargets({ graph }: Crawled): readonly MapMark[] {
  const alongEdges = graph.edges.flatMap((edge) => brokenIn(edge.segment, pathAlong(graph, edge), edge.from))
  const atHangups = graph.hangups.flatMap(({ at, segment }) => {
    const path = graph.states.find(({ id }) => id === at)?.path ?? []
    return brokenIn(segment, [...path, { type: 'hangup' }], at)
  })
  return shortestOfEach([...alongEdges, ...atHangups], ({ message }) => message)
}

function brokenIn(segment: Segment, path: readonly Step[], state: number | null): readonly MapMark[] {
  const told = new Set<string>()
  const pages = segment.webhooks.flatMap(({ url, kind, problem }) => {
    if (problem === null) return []
    told.add(problem.message)
    return [{ where: `${pagePath(url)} (${kind})`, problem: withDebuggerLevel(problem) }]
  })
  const others = segment.problems
    .filter(({ message }) => !told.has(message))
    .map((problem) => ({ where: problem.page ?? 'the call', problem }))
  return [...pages, ...others]
    .filter(({ problem }) => !loopCodes.has(problem.code))
    .map(({ where, problem }) =>
      mark({
        kind: 'broken-target',
        severity: problem.level,
        twilioCode: problem.twilioCode,
        message: `${where}: ${messageOf(problem)}`,
        path,
        state,
      }),
    )
}

/** With the level that Twilio's debugger gives it. */
function withDebuggerLevel(problem: MapProblem): MapProblem {
  const { twilioCode } = problem
  const level = twilioCode === null ? 'error' : (debuggerCodeRow(twilioCode)?.level ?? 'error')
  return { ...problem, level }
}

/** The message with its code, and the paths of URLs in place of whole ones. */
function messageOf({ message, twilioCode }: MapProblem): string {
  const text = withPagePaths(message)
  return twilioCode === null ? text : `${text} (${twilioCode})`
}
