import { setImmediate } from 'node:timers/promises'
import { matches, type CallFilter } from '../model/call-filter.ts'
import { rowOfKept, type KeptCall } from './kept-calls.ts'
import { createPatientSearch, type Looking } from './patient-search.ts'

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

type Found = Omit<Matching, 'isComplete'>

/** The clock is read after so many calls. */
const callsPerLook = 64

/** A filter that has looked at nothing yet. */
export function createScan(filter: CallFilter, options: ScanOptions): Scan {
  const { calls, sliceMs = 8, patienceMs = 120 } = options
  const verdicts = new Map<KeptCall, boolean>()
  const verdictOn = (call: KeptCall): boolean => {
    const known = verdicts.get(call)
    if (known !== undefined) return known
    const verdict = matches(rowOfKept(call), filter, () => call.read?.parameters ?? '')
    verdicts.set(call, verdict)
    return verdict
  }

  /** Looks at all calls of the list as it is now. */
  async function look({ show, isWanted }: Looking<Found>): Promise<Found | undefined> {
    const list = calls()
    const matched: KeptCall[] = []
    if (verdicts.size > 2 * list.length) verdicts.clear()
    let sliceEnd = performance.now() + sliceMs
    for (const [at, call] of list.entries()) {
      if (verdictOn(call)) matched.push(call)
      if (at % callsPerLook > 0 || performance.now() < sliceEnd) continue
      show({ calls: matched, scanned: at + 1 })
      await setImmediate()
      if (!isWanted()) return undefined
      sliceEnd = performance.now() + sliceMs
    }
    return { calls: matched, scanned: list.length }
  }

  const search = createPatientSearch<Found>(look, { patienceMs, nothing: { calls: [], scanned: 0 } })
  return {
    isWanted: search.isWanted,
    async matching(signal) {
      const { found, isComplete } = await search.result(signal)
      return { ...found, isComplete }
    },
    changed(judged) {
      for (const call of judged) verdicts.delete(call)
      search.changed()
    },
  }
}
