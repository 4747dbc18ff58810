import { setImmediate } from 'node:timers/promises'

/** When work on this thread goes on, and when it rests. */
export interface WorkPace {
  /** Begins a part: what was before was no work. */
  begin(): void
  /** So many milliseconds of the part were no work: this thread waited for others. */
  waited(ms: number): void
  /** Is awaited between two pieces of work: rests when a part of it is done. */
  betweenPieces(): Promise<void>
  /** Ends a part: rests, where others need the processor. */
  rest(): Promise<void>
}

/** What a pace depends on. */
export interface WorkPaceOptions {
  /** Whether others need the processor. */
  readonly isBusy: () => boolean
  /** Resolves after so many milliseconds, or earlier when there is a reason to look again. */
  readonly sleep: (ms: number) => Promise<void>
  /** Is called before a rest of any length. */
  readonly onRest: () => void
}

/**
 * Work is divided into parts of about `partMs`. Where there are processors enough for the calls' thread, the app, whoever calls
 * and this thread, it never rests (see `load-gauge.ts`), and neither does it while the calls' thread is mostly idle. Otherwise it
 * rests after each part `restPerRun` times as long as that took: it takes no more than an eighth of a processor from the calls,
 * and its low priority lets those go first meanwhile. What it leaves waits, sealed, for the end of the load.
 *
 * A rest until so many exchanges were kept took most of a processor, and so did going on wherever this thread had not to wait for
 * one: those who carry calls sleep often and briefly, and each of them then wakes on a processor that has worked on something else.
 */
const partMs = 50
const restPerRun = 7
const longestRestMs = 2000
const gaugedMs = 100

/** Makes the pace of a thread. */
export function createWorkPace({ isBusy, sleep, onRest }: WorkPaceOptions): WorkPace {
  let began = performance.now()

  async function rest(): Promise<void> {
    onRest()
    // Lets messages to this thread in.
    await setImmediate()
    const now = performance.now()
    const until = now + Math.min((now - began) * restPerRun, longestRestMs)
    for (let left = until - now; left > 0 && isBusy(); left = until - performance.now()) {
      await sleep(Math.min(left, gaugedMs))
    }
    began = performance.now()
  }

  return {
    begin: () => void (began = performance.now()),
    waited: (ms) => void (began = Math.min(began + ms, performance.now())),
    rest,
    async betweenPieces() {
      if (performance.now() - began >= partMs) await rest()
    },
  }
}
