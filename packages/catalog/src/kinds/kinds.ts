import { actionRequests } from '../data/kinds/action-requests.ts'
import { callStatusCallbacks } from '../data/kinds/call-status-callbacks.ts'
import { conferenceEvents } from '../data/kinds/conference-events.ts'
import { mediaCallbacks } from '../data/kinds/media-callbacks.ts'
import { otherWebhooks } from '../data/kinds/other-webhooks.ts'
import { recordingCallbacks } from '../data/kinds/recording-callbacks.ts'
import { twimlRequests } from '../data/kinds/twiml-requests.ts'
import { expandKind } from './expand-kind.ts'
import type { KindRow } from '../model.ts'

/** Every webhook kind that Twilio's voice product is known to send. */
export const kinds: readonly KindRow[] = [
  twimlRequests,
  actionRequests,
  callStatusCallbacks,
  recordingCallbacks,
  conferenceEvents,
  mediaCallbacks,
  otherWebhooks,
]
  .flat()
  .map(expandKind)
