import type { Clock } from '@ringback/twilio-client'

/**
 * The way out to the app. In virtual time one webhook is under way at a time, in the order in which they were
 * due: so an app that keeps state sees the same story every time. In real time they do not wait for each other.
 */
export interface WebhookQueue {
  /** Runs `work` when its turn comes. The clock stands still until it is done. */
  readonly run: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>
}

/** A webhookQueue in which everything waits for its turn, or nothing does. */
export function createWebhookQueue(clock: Clock, order: 'one-at-a-time' | 'at-once'): WebhookQueue {
  let last: Promise<unknown> = Promise.resolve()
  const underWay = new Set<Promise<unknown>>()
  return {
    async run(work) {
      const release = clock.hold()
      const turn = order === 'at-once' ? work() : last.then(work)
      last = turn.catch(() => {})
      underWay.add(turn)
      try {
        return await turn
      } finally {
        underWay.delete(turn)
        release()
      }
    },
    async idle() {
      do {
        await Promise.allSettled(underWay)
        // What an answer leads to at once has begun by then.
        await new Promise((resolve) => setImmediate(resolve))
      } while (underWay.size > 0)
    },
  }
}
