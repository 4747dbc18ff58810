import { setImmediate } from 'node:timers/promises'
import { matches, type CallFilter } from '../model/call-filter.ts'
import { rowOfKept, type KeptCall } from './kept-calls.ts'

/** The calls that match a filter, as far as it has looked. */
export interface Matching {
  readonly calls: readonly KeptCall[]
  readonly scanned: number
  /** Whether these are the calls of the list as it is now; else it is to be asked again. */
  readonly isComplete: boolean
}

/** How calls are looked at. */
export interface ScanOptions {
  /** The calls, newest first. */
  readonly calls: () => readonly KeptCall[]
  /** How long a slice may take, in milliseconds. Default 8. */
  readonly sliceMs?: number
  /** How long an answer waits for the end of a filter, in milliseconds. Default 120. */
  readonly patienceMs?: number
}

/** A filter that runs over the calls in slices, so that nothing else waits for it. */
export interface Scan {
  /**
   * The calls that match. Where that takes longer than a moment, what was found by then; the filter goes on, and is to be
   * asked again. When nobody waits any more, because `signal` has aborted, it is given up.
   */
  readonly matching: (signal: AbortSignal) => Promise<Matching>
  /** The list has changed; `judged`: calls that may have been looked at and have to be looked at again. */
  readonly changed: (judged: readonly KeptCall[]) => void
  /** Whether somebody waits for it, or may ask again. */
  readonly isWanted: () => boolean
}

/** A filter that nobody has asked for so long is given up, in milliseconds. */
const keptMs = 5000
/** The clock is read after so many calls. */
const callsPerLook = 64

/** A filter that has looked at nothing yet. */
export function createScan(filter: CallFilter, options: ScanOptions): Scan {
  const { calls, sliceMs = 8, patienceMs = 120 } = options
  const verdicts = new Map<KeptCall, boolean>()
  const state = { revision: 0, completeAt: -1, waiting: 0, askedAt: performance.now() }
  let found: Omit<Matching, 'isComplete'> = { calls: [], scanned: 0 }
  let running: Promise<void> | undefined
  const matching = (): Matching => ({ ...found, isComplete: state.completeAt === state.revision })
  const isWanted = (): boolean => state.waiting > 0 || performance.now() - state.askedAt < keptMs
  const verdictOn = (call: KeptCall): boolean => {
    const known = verdicts.get(call)
    if (known !== undefined) return known
    const verdict = matches(rowOfKept(call), filter, () => call.read?.parameters ?? '')
    verdicts.set(call, verdict)
    return verdict
  }

  /** Looks at all calls of the list as it is now. A result that was complete stays until the end. */
  async function run(): Promise<void> {
    const list = calls()
    const { revision } = state
    const matched: KeptCall[] = []
    if (verdicts.size > 2 * list.length) verdicts.clear()
    let sliceEnd = performance.now() + sliceMs
    for (const [at, call] of list.entries()) {
      if (verdictOn(call)) matched.push(call)
      if (at % callsPerLook > 0 || performance.now() < sliceEnd) continue
      if (state.completeAt < 0) found = { calls: matched, scanned: at + 1 }
      await setImmediate()
      if (!isWanted()) return
      sliceEnd = performance.now() + sliceMs
    }
    found = { calls: matched, scanned: list.length }
    state.completeAt = revision
  }

  return {
    isWanted,
    async matching(signal) {
      state.askedAt = performance.now()
      if (state.completeAt === state.revision) return matching()
      running ??= run().finally(() => {
        running = undefined
      })
      state.waiting += 1
      await withPatience(running, patienceMs, signal)
      state.waiting -= 1
      if (signal.aborted && state.waiting === 0) state.askedAt = -Infinity
      return matching()
    },
    changed(judged) {
      for (const call of judged) verdicts.delete(call)
      state.revision += 1
    },
  }
}

/** Resolves at the end of the work, after a while, or when the signal aborts. */
async function withPatience(work: Promise<void>, ms: number, signal: AbortSignal): Promise<void> {
  let stop = (): void => undefined
  const impatience = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    stop = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      resolve()
    }
    signal.addEventListener('abort', stop)
  })
  await Promise.race([work, impatience])
  stop()
}
