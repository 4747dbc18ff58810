import { parameter, streamEvent, type StreamEvent, type WebhookKind } from '@ringback/catalog'
import { attributeValue, type KnownElement } from '@ringback/twiml'
import { linkOf } from '../executor/action-request.ts'
import type { VerbContext } from '../executor/verb.ts'
import { emit } from '../simulation/simulation.ts'
import { notify } from '../webhooks/send-webhook.ts'

/** Logs an event of a stream, and sends it to the stream's status callback. `detail`: the error, in words. */
export type StreamReport = (event: StreamEvent, detail?: string) => void

/** The report of one stream. */
export function streamReportOf(
  context: VerbContext,
  element: KnownElement<'Stream'>,
  streamSid: string,
): StreamReport {
  const { simulation, leg } = context
  return (event, detail) => {
    emit(simulation, leg, { type: 'stream', event, streamSid, ...(detail !== undefined && { detail }) })
    const written = attributeValue(element, 'statusCallback')
    const url = written === undefined || written === '' ? undefined : linkOf(context, written)
    if (typeof url !== 'string') return
    notify(simulation, leg, {
      kind: kinds[event],
      url,
      method: attributeValue(element, 'statusCallbackMethod'),
      values: {
        [parameter.StreamSid]: streamSid,
        [parameter.StreamName]: attributeValue(element, 'name') ?? streamSid,
        [parameter.StreamEvent]: event,
        [parameter.StreamError]: detail,
        [parameter.Timestamp]: timestampOf(simulation.clock.now()),
      },
    })
  }
}

const kinds: Readonly<Record<StreamEvent, WebhookKind>> = {
  [streamEvent.streamStarted]: 'stream.stream-started',
  [streamEvent.streamStopped]: 'stream.stream-stopped',
  [streamEvent.streamError]: 'stream.stream-error',
}

/** ISO 8601 in UTC with nine decimals, as it was seen (docs/facts/realtime.md, section 2.5). */
function timestampOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000000Z')
}
