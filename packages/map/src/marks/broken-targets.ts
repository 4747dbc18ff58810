import type { Step } from '@ringback/simulator'
import type { Crawled } from '../crawl/crawl.ts'
import type { MapMark, MapProblem, Segment } from '../phone-map.ts'
import { debuggerCodeRow } from '@ringback/catalog'
import { endlessCodes } from './endless-codes.ts'
import { pageOf } from '../crawl/segment.ts'
import { mark, shortestEach } from './mark.ts'
import { wayAlong } from './way.ts'

/** Webhooks that Twilio gets nothing useful from: no such page, an error, a document that cannot be run. */
export function brokenTargets({ atlas }: Crawled): readonly MapMark[] {
  const alongEdges = atlas.edges.flatMap((edge) => brokenIn(edge.segment, wayAlong(atlas, edge), edge.from))
  const atHangups = atlas.hangups.flatMap(({ at, segment }) => {
    const path = atlas.states.find(({ id }) => id === at)?.path ?? []
    return brokenIn(segment, [...path, { type: 'hangup' }], at)
  })
  return shortestEach([...alongEdges, ...atHangups], ({ message }) => message)
}

function brokenIn(segment: Segment, path: readonly Step[], state: number | null): readonly MapMark[] {
  const told = new Set<string>()
  const pages = segment.webhooks.flatMap(({ url, kind, problem }) => {
    if (problem === null) return []
    told.add(problem.message)
    return [{ where: `${pageOf(url)} (${kind})`, problem: leveled(problem) }]
  })
  const others = segment.problems
    .filter(({ message }) => !told.has(message))
    .map((problem) => ({ where: problem.page ?? 'the call', problem }))
  return [...pages, ...others]
    .filter(({ problem }) => !endlessCodes.has(problem.code))
    .map(({ where, problem }) =>
      mark({
        kind: 'broken-target',
        severity: problem.level,
        twilioCode: problem.twilioCode,
        message: `${where}: ${plain(problem)}`,
        path,
        state,
      }),
    )
}

/** As grave as Twilio's debugger has it. */
function leveled(problem: MapProblem): MapProblem {
  const { twilioCode } = problem
  const level = twilioCode === null ? 'error' : (debuggerCodeRow(twilioCode)?.level ?? 'error')
  return { ...problem, level }
}

/** The message without the query of a URL, which may be different at every turn. */
function plain({ message, twilioCode }: MapProblem): string {
  const text = message.replaceAll(/https?:\/\/[^\s"]*/g, (url) => pageOf(url))
  return twilioCode === null ? text : `${text} (${twilioCode})`
}
