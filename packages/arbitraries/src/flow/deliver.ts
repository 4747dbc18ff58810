import { kindRow } from '@ringback/catalog'
import type { GeneratedWebhook } from '../generated-webhook.ts'

/** A webhook on its way to the app. */
export interface Delivery {
  readonly webhook: GeneratedWebhook
  /** `first`, or the same webhook once more: a callback as a `duplicate`, a request for TwiML as a `retry`. */
  readonly attempt: 'first' | 'duplicate' | 'retry'
}

/** Which webhooks are sent twice, and which arrive late. */
export interface Disturbance {
  /** By webhook: whether it is sent twice, if `duplicates` or `retries` allow it. */
  readonly repeated: readonly boolean[]
  readonly duplicates: boolean
  readonly retries: boolean
  /** By webhook: how many others overtake it, if it is a callback. */
  readonly delays: readonly number[]
}

/** Webhooks as they arrive: some twice, callbacks late. Requests for TwiML keep their order. */
export function deliver(
  webhooks: readonly GeneratedWebhook[],
  { repeated, duplicates, retries, delays }: Disturbance,
): readonly Delivery[] {
  const deliveries = webhooks.flatMap((webhook, place): readonly (Delivery & { readonly due: number })[] => {
    const isCallback = !kindRow(webhook.kind).synchronous
    const due = place + (isCallback ? (delays[place] ?? 0) + 0.5 * Math.sign(delays[place] ?? 0) : 0)
    const isRepeated = repeated[place] === true && (isCallback ? duplicates : retries)
    const first = { webhook, attempt: 'first', due } as const
    return isRepeated ? [first, { webhook, attempt: isCallback ? 'duplicate' : 'retry', due }] : [first]
  })
  return deliveries.toSorted((a, b) => a.due - b.due).map(({ webhook, attempt }) => ({ webhook, attempt }))
}
