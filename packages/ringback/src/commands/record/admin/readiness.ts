/** What decides whether a proxy is to get calls. */
export interface ReadinessSources {
  readonly phase: () => Phase
  /** Why nothing can be written into the spool; undefined when it can. */
  readonly probeDisk: () => Promise<string | undefined>
  /** How many bytes wait in the spool. */
  readonly spoolBytes: () => Promise<number>
  readonly spoolLimitBytes: number
  /** How many exchanges the spool has not kept so far, for whatever reason. */
  readonly notKept: () => number
  /** Milliseconds on a clock that never jumps. */
  readonly now: () => number
}

/** How far a proxy is: before it listens, while it does, and from the signal to end on. */
export type Phase = 'starting' | 'listening' | 'leaving'

/** So long a proxy that has lost an exchange is not ready: whoever asks every few seconds is to hear of it. */
const afterLossMs = 10_000
/** From here on a spool is taken to be full: each process that carries calls has only its share of it. */
const fullShare = 0.95

/**
 * Why a proxy is not ready; empty when it is. A database that cannot be reached is no reason: what passes is kept in the spool.
 * The function is to be called again and again: it notices what was lost in between.
 */
export function createReadiness(sources: ReadinessSources): () => Promise<readonly string[]> {
  const { phase, probeDisk, spoolBytes, spoolLimitBytes, notKept, now } = sources
  let seen = 0
  let lostAt = -Infinity

  function recentLoss(): readonly string[] {
    const lost = notKept()
    if (lost > seen) lostAt = now()
    seen = lost
    return now() - lostAt < afterLossMs ? [`exchanges could not be kept (${lost} so far)`] : []
  }

  return async () => {
    const loss = recentLoss()
    const is = phase()
    if (is === 'starting') return ['it does not listen yet']
    if (is === 'leaving') return ['it is about to end']
    const [disk, bytes] = await Promise.all([probeDisk(), spoolBytes()])
    const isFull = bytes >= fullShare * spoolLimitBytes
    return [
      ...(disk === undefined ? [] : [disk]),
      ...(isFull ? [`the spool is full: ${bytes} of ${spoolLimitBytes} bytes wait to be recorded`] : []),
      ...loss,
    ]
  }
}
