/** What one recorder has learned of a call, sealed. */
export interface SealedLearning {
  /** Names the call without telling its CallSid. */
  readonly call: string
  readonly sealed: Uint8Array
}

/** What recorders tell each other of calls whose webhooks reach several of them. Times are in milliseconds since 1970. */
export interface LearnedValues {
  /**
   * Adds what a recorder has learned; then that is everything of the exchanges that it answered until some time. Nobody waits for one
   * that never says until when.
   */
  add(recorder: string, learned: readonly SealedLearning[], until?: number): Promise<void>
  /**
   * Until when all other recorders have added everything; undefined where there are none. Left out are those that have not been
   * heard of for `silentMs` milliseconds, and those that have not come to `from`. Says that the recorder that asks is still there.
   */
  toldByOthers(recorder: string, from: number, silentMs: number): Promise<number | undefined>
  /** What other recorders have added of some calls, in the order in which they did, each with a number of its own. */
  ofOthers(recorder: string, calls: readonly string[]): Promise<readonly NumberedLearning[]>
  /** Nobody waits for a recorder any more. */
  leave(recorder: string): Promise<void>
  /** Removes what was added more than so many hours ago: by then the calls are over. Returns how much. */
  prune(hours: number): Promise<number>
}

/** What a recorder has added. */
export interface NumberedLearning extends SealedLearning {
  /** No other has it; they ascend in the order in which they were added. */
  readonly number: string
}
