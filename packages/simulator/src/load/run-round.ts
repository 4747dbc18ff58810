import { Members } from '@ringback/common'
import type { Shard } from '@ringback/recording'
import type { CallPlacer, LoadCall, Now } from './place-call.ts'
import type { DueCall, Pace } from './schedule.ts'
import { createTally, type Tally } from './tally.ts'
import { keptUpTurns, rateTurns } from './turns.ts'

/** Calls that are started over some time, until they are over. */
export interface Round {
  readonly placer: CallPlacer
  readonly now: Now
  readonly pace: Omit<Pace, 'rate'> & { readonly rate: number | undefined }
  /** Most simultaneous calls of this shard. */
  readonly calls: number
  readonly shard: Shard
  readonly budgetMs: number
  readonly firstAudioBudgetMs: number | undefined
  readonly graceMs: number
  /** Milliseconds after which a call whose caller hung up is no longer waited for. */
  readonly patienceMs: number
  readonly signal: AbortSignal | undefined
  /** Called ten times a second, with what is counted so far. */
  readonly watch: (sofar: RoundSoFar) => void
}

/** How far a round is. */
export interface RoundSoFar {
  readonly tally: Tally
  readonly running: number
  readonly elapsedMs: number
}

/** What a round came to. */
export interface RoundEnd {
  readonly tally: Tally
  /** In which calls were started. */
  readonly startingMs: number
  /** Until the last call was over. */
  readonly elapsedMs: number
  /** True: the signal ended it. */
  readonly cutShort: boolean
}

/** Milliseconds between two looks at what is counted. */
const watchMs = 100

/** Starts the calls of a round on time, and waits until they are over. */
export async function runRound(round: Round): Promise<RoundEnd> {
  const { now, pace, signal, graceMs, patienceMs } = round
  const tally = createTally()
  const startedAt = now()
  const running = new Members<LoadCall>()
  const stopped = Promise.withResolvers<void>()
  const starter = createStarter(round, { tally, running, startedAt })
  const soFar = (): RoundSoFar => ({ tally, running: running.size, elapsedMs: now() - startedAt })
  let cutShort = false
  const cut = (): void => {
    cutShort = true
    starter.stop()
    stopped.resolve()
  }
  const watching = setInterval(() => round.watch(soFar()), watchMs)
  signal?.addEventListener('abort', cut)
  if (signal?.aborted === true) cut()
  await Promise.race([starter.done, stopped.promise])
  const startingMs = Math.min(now() - startedAt, pace.durationMs)
  const isOver = (): Promise<unknown> => Promise.all(running.all().map(({ over }) => over))
  if (!cutShort) await within(graceMs, Promise.race([isOver(), stopped.promise]))
  if (signal?.aborted !== true && running.size > 0) {
    for (const call of running.all()) call.hangUp()
    await within(patienceMs, Promise.race([isOver(), untilAborted(signal)]))
  }
  for (const call of running.all()) call.abandon()
  clearInterval(watching)
  signal?.removeEventListener('abort', cut)
  return { tally, startingMs, elapsedMs: now() - startedAt, cutShort }
}

interface Starter {
  /** Resolves when no more calls are started. */
  readonly done: Promise<void>
  readonly stop: () => void
}

interface StartState {
  readonly tally: Tally
  readonly running: Members<LoadCall>
  readonly startedAt: number
}

function createStarter(round: Round, { tally, running, startedAt }: StartState): Starter {
  const done = Promise.withResolvers<void>()
  const { now, pace, placer, budgetMs, firstAudioBudgetMs } = round
  const turns =
    pace.rate === undefined ? keptUpTurns(round) : rateTurns({ ...pace, rate: pace.rate }, round, tally)
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const stop = (): void => {
    isStopped = true
    clearTimeout(timer)
    done.resolve()
  }
  const start = ({ number, dueMs }: DueCall): void => {
    const call = placer.place({
      number,
      dueAt: startedAt + dueMs,
      tally,
      budgetMs,
      firstAudioBudgetMs,
    })
    running.add(call)
    tally.mostAtOnce = Math.max(tally.mostAtOnce, running.size)
    void call.over.then(() => {
      running.delete(call)
      if (turns.waitForLine()) goOn()
    })
  }
  const goOn = (): void => {
    clearTimeout(timer)
    if (isStopped) return
    for (;;) {
      const turn = turns.next(now() - startedAt, running.size)
      if (turn === undefined) return stop()
      if ('waitMs' in turn) {
        timer = setTimeout(goOn, turn.waitMs)
        return
      }
      start(turn)
    }
  }
  goOn()
  return { done: done.promise, stop }
}
/** Waits for work, for so many milliseconds at most. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))])
  clearTimeout(timer)
}

function untilAborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }))
}
