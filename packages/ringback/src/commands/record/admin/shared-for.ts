/** What is found out for the admin port is good for so long: whoever asks without end takes no time from calls. */
export const sharedMs = 250

/**
 * A function that computes at most once in so many milliseconds: who asks meanwhile, or while it is still computing, gets the same
 * result. A failure is not kept.
 */
export function sharedFor<Value>(ms: number, compute: () => Promise<Value>): () => Promise<Value> {
  let shared: Promise<Value> | undefined
  let isComputing = false
  let at = 0
  return async () => {
    if (shared !== undefined && (isComputing || performance.now() - at < ms)) return shared
    isComputing = true
    shared = compute().finally(() => {
      isComputing = false
      at = performance.now()
    })
    shared.catch(() => (shared = undefined))
    return shared
  }
}
