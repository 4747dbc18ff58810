import type { Step } from '@ringback/simulator'
import type { Crawled } from '../crawl/crawl.ts'
import type { MapEdge, MapMark, MapProblem, MapState } from '../phone-map.ts'
import { dialCallStatus } from '@ringback/catalog'
import { endlessCodes } from './endless-codes.ts'
import { pageOf } from '../crawl/segment.ts'
import { mark, shortestEach, spoken } from './mark.ts'
import { wayAlong } from './way.ts'

/** What goes on for ever though the caller does nothing: documents, redirects, menus, telephones that ring. */
export async function endlessLoops(crawled: Crawled): Promise<readonly MapMark[]> {
  const silent = await loopsOf(crawled, undefined)
  const ringing: MapMark[] = []
  for (const result of [dialCallStatus.busy, dialCallStatus.noAnswer, dialCallStatus.failed] as const) {
    ringing.push(...(await loopsOf(crawled, result)))
  }
  return shortestEach([...loopsOfDocuments(crawled), ...silent, ...ringing], ({ message }) => message)
}

/** Loops that Twilio or ringback itself cut short. */
function loopsOfDocuments({ atlas }: Crawled): readonly MapMark[] {
  return atlas.edges.flatMap((edge) => {
    const problem: MapProblem | undefined = [
      ...edge.segment.problems,
      ...edge.segment.webhooks.flatMap((each) => each.problem ?? []),
    ].find(({ code }) => endlessCodes.has(code))
    if (problem === undefined) return []
    return mark({
      kind: 'endless-loop',
      severity: 'error',
      twilioCode: problem.twilioCode,
      message: `${problem.page ?? 'A document'} leads back to itself without end: ${problem.message.replaceAll(/https?:\/\/[^\s"]*/g, pageOf)}`,
      path: wayAlong(atlas, edge),
      state: edge.from,
    })
  })
}

type Result = Extract<Step, { type: 'dial' }>['result']

/** Rounds that somebody who says nothing is led through before it counts as endless. */
const patience = 24

/** Loops of a caller who does nothing; those in which every Dial has the same result, when one is given. */
async function loopsOf(crawled: Crawled, result: Result | undefined): Promise<readonly MapMark[]> {
  const { atlas, budget, open } = crawled
  const marks: MapMark[] = []
  const judged = new Set<number>()
  for (const start of atlas.states) {
    const trail: MapState[] = []
    let state: MapState | undefined = start
    while (state !== undefined && !judged.has(state.id)) {
      judged.add(state.id)
      trail.push(state)
      if (open.has(state.id)) break
      state = nextOf(crawled, state, result)
    }
    const last = trail.at(-1)
    const from = trail.findIndex(({ id }) => id === state?.id)
    if (from < 0 || last === undefined) continue
    const cycle = trail.slice(from)
    if (result !== undefined && cycle.every(({ waiting }) => waiting.for !== 'dial')) continue
    const steps = open.has(last.id)
      ? []
      : cycle.flatMap((each) => passive(crawled, each, result)?.input ?? [])
    const round = steps.length === 0 ? [{ type: 'nothing' } as const] : steps
    const entry = cycle[0] ?? last
    const walk = Array.from({ length: Math.ceil(patience / round.length) }, () => round).flat()
    const walked = await budget.probe(entry.path, walk)
    if (walked === undefined || walked.isOver) continue
    marks.push(
      mark({
        kind: 'endless-loop',
        severity: result === undefined ? 'error' : 'warning',
        message: loopText(cycle, round),
        path: [...entry.path, ...round],
        state: entry.id,
      }),
    )
  }
  return marks
}

/** Where a caller who does nothing is led next. Whoever waits to be taken is not led anywhere. */
function nextOf(crawled: Crawled, state: MapState, result: Result | undefined): MapState | undefined {
  const to = passive(crawled, state, result)?.to
  return crawled.atlas.states.find(({ id }) => id === to)
}

function passive({ atlas }: Crawled, state: MapState, result: Result | undefined): MapEdge | undefined {
  const { waiting } = state
  return atlas.edges.find(({ from, input, times }) => {
    if (from !== state.id || times > 1) return false
    const [step] = input
    if (waiting.for === 'dial') return step?.type === 'dial' && step.result === result
    return (waiting.for === 'gather' || waiting.for === 'record') && step?.type === 'nothing'
  })
}

function loopText(cycle: readonly MapState[], round: readonly Step[]): string {
  const pages = [...new Set(cycle.map(({ url }) => pageOf(url ?? '')))].join(', ')
  const who = round.every(({ type }) => type === 'nothing')
    ? 'A caller who says nothing'
    : `With ${spoken(round.filter(({ type }) => type !== 'nothing'))}, the caller`
  return `${who} comes back to ${pages} without end`
}
