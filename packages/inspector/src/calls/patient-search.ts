/** What a search has found, as far as it has looked. */
export interface SearchResult<Found> {
  readonly found: Found
  /** Whether that is all of the list as it is now; else it is to be asked again. */
  readonly isComplete: boolean
}

/** A search that takes long, and that several pages may ask for. */
export interface PatientSearch<Found> {
  /**
   * What it finds. Where that takes longer than a moment, what was found by then; the search goes on, and is to be asked again.
   * When nobody waits any more, because `signal` has aborted, it is given up.
   */
  readonly result: (signal: AbortSignal) => Promise<SearchResult<Found>>
  /** The list has changed: what was found is no longer all of it. */
  readonly changed: () => void
  /** Whether somebody waits for it, or may ask again. */
  readonly isWanted: () => boolean
}

/** What a search is carried out with. */
export interface Looking<Found> {
  /** Shows what was found so far; the result of a list that has changed since stays until the end. */
  readonly show: (found: Found) => void
  readonly isWanted: () => boolean
}

/** How long an answer waits, in milliseconds, and what was found before anything was. */
export interface PatientSearchOptions<Found> {
  readonly patienceMs: number
  readonly nothing: Found
}

/** A search that nobody has asked for so long is given up, in milliseconds. */
const keptMs = 5000

/** `look`: looks through the list as it is now; undefined when it was given up, because nobody wants it any more. */
export function createPatientSearch<Found>(
  look: (looking: Looking<Found>) => Promise<Found | undefined>,
  { patienceMs, nothing }: PatientSearchOptions<Found>,
): PatientSearch<Found> {
  const state = { revision: 0, completeAt: -1, waiting: 0, askedAt: performance.now() }
  let found = nothing
  let running: Promise<void> | undefined
  const result = (): SearchResult<Found> => ({ found, isComplete: state.completeAt === state.revision })
  const isWanted = (): boolean => state.waiting > 0 || performance.now() - state.askedAt < keptMs
  const show = (next: Found): void => {
    if (state.completeAt < 0) found = next
  }

  async function run(): Promise<void> {
    const { revision } = state
    const all = await look({ show, isWanted })
    if (all === undefined) return
    found = all
    state.completeAt = revision
  }

  return {
    isWanted,
    async result(signal) {
      state.askedAt = performance.now()
      if (state.completeAt === state.revision) return result()
      running ??= run().finally(() => {
        running = undefined
      })
      state.waiting += 1
      try {
        await withPatience(running, patienceMs, signal)
      } finally {
        state.waiting -= 1
      }
      if (signal.aborted && state.waiting === 0) state.askedAt = -Infinity
      return result()
    },
    changed() {
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
  try {
    await Promise.race([work, impatience])
  } finally {
    stop()
  }
}
