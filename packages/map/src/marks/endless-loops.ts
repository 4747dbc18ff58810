import type { Step } from '@ringback/simulator'
import type { Crawled } from '../crawl/crawl.ts'
import type { MapEdge, MapMark, MapProblem, MapState } from '../phone-map.ts'
import { dialCallStatus } from '@ringback/catalog'
import { loopCodes } from './loop-codes.ts'
import { pagePath, withPagePaths } from '../page-path.ts'
import { mark, shortestOfEach } from './mark.ts'
import { describeInput } from './describe-input.ts'
import { pathAlong } from './path-along.ts'

/** Loops that never end when the caller does nothing: documents, redirects, menus, dials. */
export async function endlessLoops(crawled: Crawled): Promise<readonly MapMark[]> {
  const silent = await loopsOf(crawled, undefined)
  const ringing: MapMark[] = []
  for (const result of [dialCallStatus.busy, dialCallStatus.noAnswer, dialCallStatus.failed] as const) {
    ringing.push(...(await loopsOf(crawled, result)))
  }
  return shortestOfEach([...loopsOfDocuments(crawled), ...silent, ...ringing], ({ message }) => message)
}

/** Loops that Twilio or ringback stopped. */
function loopsOfDocuments({ graph }: Crawled): readonly MapMark[] {
  return graph.edges.flatMap((edge) => {
    const problem: MapProblem | undefined = [
      ...edge.segment.problems,
      ...edge.segment.webhooks.flatMap((each) => each.problem ?? []),
    ].find(({ code }) => loopCodes.has(code))
    if (problem === undefined) return []
    return mark({
      kind: 'endless-loop',
      severity: 'error',
      twilioCode: problem.twilioCode,
      message: `${problem.page ?? 'A document'} leads back to itself forever: ${withPagePaths(problem.message)}`,
      path: pathAlong(graph, edge),
      state: edge.from,
    })
  })
}

type Result = Extract<Step, { type: 'dial' }>['result']

/** Steps of a caller who does nothing before a loop counts as endless. */
const stepsUntilEndless = 24

/** Loops of a caller who does nothing; those in which every Dial has the same result, when one is given. */
async function loopsOf(crawled: Crawled, result: Result | undefined): Promise<readonly MapMark[]> {
  const { graph, budget, unexplored } = crawled
  const marks: MapMark[] = []
  const judged = new Set<number>()
  for (const start of graph.states) {
    const visited: MapState[] = []
    let state: MapState | undefined = start
    while (state !== undefined && !judged.has(state.id)) {
      judged.add(state.id)
      visited.push(state)
      if (unexplored.has(state.id)) break
      state = nextOf(crawled, state, result)
    }
    const last = visited.at(-1)
    const from = visited.findIndex(({ id }) => id === state?.id)
    if (from < 0 || last === undefined) continue
    const cycle = visited.slice(from)
    if (result !== undefined && cycle.every(({ waiting }) => waiting.for !== 'dial')) continue
    const steps = unexplored.has(last.id)
      ? []
      : cycle.flatMap((each) => passive(crawled, each, result)?.input ?? [])
    const round = steps.length === 0 ? [{ type: 'nothing' } as const] : steps
    const entry = cycle[0] ?? last
    const walk = Array.from({ length: Math.ceil(stepsUntilEndless / round.length) }, () => round).flat()
    const walked = await budget.call(entry.path, walk)
    if (walked === undefined || walked.isOver) continue
    marks.push(
      mark({
        kind: 'endless-loop',
        severity: result === undefined && !isLeft(graph, cycle) ? 'error' : 'warning',
        message: loopText(cycle, round),
        path: [...entry.path, ...round],
        state: entry.id,
      }),
    )
  }
  return marks
}

/** Whether any input of the caller leads out of a loop. */
function isLeft({ edges }: Crawled['graph'], cycle: readonly MapState[]): boolean {
  const inside = new Set<unknown>(cycle.map(({ id }) => id))
  return edges.some(
    ({ from, to, input }) =>
      inside.has(from) && !inside.has(to) && to !== null && input.some(({ type }) => type !== 'nothing'),
  )
}

/** The next state when the caller does nothing; undefined where the call waits for another person. */
function nextOf(crawled: Crawled, state: MapState, result: Result | undefined): MapState | undefined {
  const to = passive(crawled, state, result)?.to
  return crawled.graph.states.find(({ id }) => id === to)
}

function passive({ graph }: Crawled, state: MapState, result: Result | undefined): MapEdge | undefined {
  const { waiting } = state
  return graph.edges.find(({ from, input, times }) => {
    if (from !== state.id || times > 1) return false
    const [step] = input
    if (waiting.for === 'dial') return input.every((each) => each.type === 'dial' && each.result === result)
    return (waiting.for === 'gather' || waiting.for === 'record') && step?.type === 'nothing'
  })
}

function loopText(cycle: readonly MapState[], round: readonly Step[]): string {
  const pages = [...new Set(cycle.map(({ url }) => pagePath(url ?? '')))].join(', ')
  const who = round.every(({ type }) => type === 'nothing')
    ? 'A caller who does nothing'
    : `With ${describeInput(round.filter(({ type }) => type !== 'nothing'))}, the caller`
  return `${who} is sent back to ${pages} forever`
}
