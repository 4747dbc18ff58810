import type { ObservedAnswer } from '@ringback/checks'
import type { WebhookRequest } from '@ringback/twilio-client/node'
import { originOf } from './origin-of.ts'
import type { ReplayOptions } from './replay-options.ts'

/** What came back on a request, and after how many milliseconds. */
export interface Received extends ObservedAnswer {
  readonly durationMs: number
}

/**
 * Sends a recorded webhook again. The recorder sees each request of a redirect by itself, so the first answer is the one to
 * compare.
 */
export async function sendRecorded(
  webhook: WebhookRequest,
  { clientFor }: Pick<ReplayOptions, 'clientFor'>,
): Promise<Received> {
  const { hops } = await clientFor(originOf(webhook.url)).send(webhook)
  const hop = hops.find(({ response }) => response !== null) ?? hops.at(-1)
  const response = hop?.response ?? null
  return {
    url: webhook.url,
    response,
    problem: response === null ? (hop?.problem ?? null) : null,
    durationMs: hop?.durationMs ?? 0,
  }
}
