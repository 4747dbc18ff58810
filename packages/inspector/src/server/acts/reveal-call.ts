import { RingbackError } from '@ringback/common'
import type { Exchange, Recording } from '@ringback/recording'
import type { CallView } from '../../model/call-view.ts'
import { callViewOf, type CallViewOptions } from '../../view/call-view-of.ts'
import type { ReplayMeans } from './act-options.ts'

/**
 * A recording with the originals of its exchanges in place, as far as they are at hand.
 * @throws {RingbackError} `no-originals` when not one is.
 */
export async function revealCall(
  recording: Recording,
  { originalOf }: ReplayMeans,
  options: CallViewOptions,
): Promise<CallView> {
  const originals = new Map<string, Exchange>()
  for (const exchange of recording.exchanges) {
    const original = exchange.redaction === undefined ? null : await originalOf?.(exchange)
    if (original) originals.set(exchange.id, original)
  }
  if (originals.size === 0) {
    throw new RingbackError('no-originals', 'No original of this call is at hand.', {
      remedy:
        'They are sealed beside the recordings unless originals are off, and open with the key: ringback key shows where it is.',
    })
  }
  const { exchanges } = recording
  const revealed = exchanges.map((exchange) => originals.get(exchange.id) ?? exchange)
  const realSids = new Map(exchanges.map(({ callSid }, at) => [callSid, revealed[at]?.callSid ?? callSid]))
  const realSid = (sid: string | null): string | null => realSids.get(sid) ?? sid
  const legs = recording.legs.map(({ callSid, parentCallSid }) => ({
    callSid: realSid(callSid) ?? callSid,
    parentCallSid: realSid(parentCallSid),
  }))
  const view = callViewOf(
    { ...recording, callSid: realSid(recording.callSid), legs, exchanges: revealed },
    options,
  )
  return { ...view, revealed: originals.size }
}
