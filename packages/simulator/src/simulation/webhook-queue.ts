import type { Clock } from '@ringback/twilio-client'

/**
 * The webhooks to the app. In virtual time they are sent one at a time, in the order in which they are due, so that an
 * app that keeps state sees the same order every time. In real time they do not wait for each other.
 */
export interface WebhookQueue {
  /** Runs `work` when its turn comes. The clock stops until it is done. */
  readonly run: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** Resolves when no webhook is in flight. */
  readonly idle: () => Promise<void>
}

/** Creates a webhook queue that sends one at a time, or everything at once. */
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
        if (underWay.size > 0) await Promise.allSettled(underWay)
        // By then, everything that the answer starts immediately has begun.
        await new Promise((resolve) => setImmediate(resolve))
      } while (underWay.size > 0)
    },
  }
}
