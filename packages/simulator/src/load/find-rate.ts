import { defaultBudgetMs, type LoadOptions, type LoadProgress } from './load-options.ts'
import type { LoadReport } from './load-report.ts'
import { runLoad } from './run-load.ts'

/** A load of the search, and whether it was good. */
export interface RateStep {
  /** New calls per second. */
  readonly rate: number
  /** The p95 of the slowest route, in milliseconds. */
  readonly p95Ms: number
  /** Why the rate is too much; undefined when it is not. */
  readonly reason: RateReason | undefined
}

/**
 * `budget`: the p95 of a route is above it. `first-audio`: the p95 until the app is heard on a WebSocket is above its budget. `errors`: a call met an error. `missed`: calls were due while as many as allowed were
 * going on. `this-machine`: calls started late because this process had no time.
 */
export type RateReason = 'budget' | 'first-audio' | 'errors' | 'missed' | 'this-machine'

/** What a search came to. */
export interface RateReport {
  readonly version: 1
  readonly budgetMs: number
  /** The greatest rate that was good; null when none was. */
  readonly rate: number | null
  /** The least rate that was too much; null when none was. */
  readonly tooMuch: number | null
  /** In the order in which they were made. */
  readonly steps: readonly RateStep[]
  /** True: it was stopped from outside. */
  readonly stopped: boolean
}

/** What a search tells while it goes on, and at its end. */
export type RateEvent =
  | (LoadProgress & { readonly rate: number })
  | { readonly type: 'step'; readonly step: RateStep }
  | { readonly type: 'finished'; readonly report: RateReport }

const defaultRate = 1
const defaultStepMs = 5000
/** Rates beyond these are not tried. */
const leastRate = 0.1
const mostRate = 10_000
/** The search ends when the rates that are good and too much differ by less. */
const precision = 1.1
/** Calls that start later than this share of the budget are late because of this machine. */
const lateShare = 0.1

/**
 * Finds how many new calls per second an app takes before a route's p95 passes the budget: rates are doubled, or halved, until one
 * is too much, or good; then the middle is tried until it is known to a tenth. Each rate is a load of its own of `durationMs`
 * (default: 5,000), which should be some times the budget: a queue that grows has to pass it in that time.
 */
export async function* findRate(
  options: Omit<LoadOptions, 'shard'>,
): AsyncGenerator<RateEvent, undefined, undefined> {
  const { budgetMs = defaultBudgetMs, durationMs = defaultStepMs, signal } = options
  const steps: RateStep[] = []
  for (let rate = options.rate ?? defaultRate; rate > 0; rate = nextRate(steps)) {
    const report = yield* loadAt({ ...options, budgetMs, durationMs }, rate)
    if (report.stopped) break
    const step = stepOf(rate, report)
    steps.push(step)
    yield { type: 'step', step }
  }
  const stopped = signal?.aborted === true
  const { good, tooMuch } = boundsOf(steps)
  yield { type: 'finished', report: { version: 1, budgetMs, rate: good, tooMuch, steps, stopped } }
  return undefined
}

async function* loadAt(options: LoadOptions, rate: number): AsyncGenerator<RateEvent, LoadReport, undefined> {
  for await (const event of runLoad({ ...options, rate })) {
    if (event.type === 'finished') return event.report
    yield { ...event, rate }
  }
  throw new Error('the load ended without a report')
}

function stepOf(rate: number, { calls, firstAudio, late, problems, routes, settings }: LoadReport): RateStep {
  const { budgetMs, firstAudioBudgetMs } = settings
  const isHeardLate = firstAudio.some((turns) => turns.p95Ms > (firstAudioBudgetMs ?? Infinity))
  const p95Ms = Math.max(0, ...routes.map((route) => route.p95Ms))
  const reasonOf = (): RateReason | undefined => {
    if (problems.some(({ level }) => level === 'error')) return 'errors'
    if (calls.missed > 0) return 'missed'
    if (late.p95Ms > budgetMs * lateShare) return 'this-machine'
    if (p95Ms > budgetMs) return 'budget'
    return isHeardLate ? 'first-audio' : undefined
  }
  return { rate, p95Ms, reason: reasonOf() }
}

interface Bounds {
  readonly good: number | null
  readonly tooMuch: number | null
}

/** A rate that was too much makes greater ones count as too much, whatever came of them. */
function boundsOf(steps: readonly RateStep[]): Bounds {
  const failed = steps.flatMap(({ rate, reason }) => (reason === undefined ? [] : [rate]))
  const tooMuch = failed.length === 0 ? null : Math.min(...failed)
  const passed = steps.flatMap(({ rate, reason }) =>
    reason === undefined && rate < (tooMuch ?? Infinity) ? [rate] : [],
  )
  return { good: passed.length === 0 ? null : Math.max(...passed), tooMuch }
}

/** The next rate to try; 0 when the search is over. */
function nextRate(steps: readonly RateStep[]): number {
  const { good, tooMuch } = boundsOf(steps)
  if (tooMuch === null) return within((good ?? defaultRate) * 2)
  if (good === null) return within(tooMuch / 2)
  return tooMuch / good < precision ? 0 : Math.sqrt(good * tooMuch)
}

function within(rate: number): number {
  return rate < leastRate || rate > mostRate ? 0 : rate
}
