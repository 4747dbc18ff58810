import type { WebhookKind } from '@ringback/catalog'
import type { RecordingSubscription } from '../recordings/recordings.ts'
import { linkOf } from './action-request.ts'
import type { VerbContext } from './verb.ts'
import { attributeValue, type KnownElement } from '@ringback/twiml'

/** The recording status callback of an element; undefined when it has none. */
export function recordingTarget(
  context: VerbContext,
  element:
    | KnownElement<'Record'>
    | KnownElement<'Dial'>
    | KnownElement<'Conference'>
    | KnownElement<'Recording'>,
  kind: WebhookKind,
  source: RecordingSubscription['source'],
): RecordingSubscription | undefined {
  // The four elements share these attributes.
  const shared = element as KnownElement<'Record'>
  const written = attributeValue(shared, 'recordingStatusCallback')
  if (written === undefined || written === '') return undefined
  const url = linkOf(context, written)
  if (typeof url !== 'string') return undefined
  return {
    kind,
    url,
    method: attributeValue(shared, 'recordingStatusCallbackMethod'),
    events: attributeValue(shared, 'recordingStatusCallbackEvent'),
    source,
  }
}
