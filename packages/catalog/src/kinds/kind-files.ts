import { actionRequests } from '../data/kinds/action-requests.ts'
import { callStatusCallbacks } from '../data/kinds/call-status-callbacks.ts'
import { conferenceEvents } from '../data/kinds/conference-events.ts'
import { mediaCallbacks } from '../data/kinds/media-callbacks.ts'
import { otherWebhooks } from '../data/kinds/other-webhooks.ts'
import { recordingCallbacks } from '../data/kinds/recording-callbacks.ts'
import { twimlRequests } from '../data/kinds/twiml-requests.ts'
import type { KindSource } from '../model.ts'

/** A file of `data/kinds`, and the kinds that it states. */
export interface KindFile {
  /** From `packages/catalog/src/data`. */
  readonly file: string
  readonly kinds: readonly KindSource[]
}

/** Every file that states webhook kinds. */
export const kindFiles: readonly KindFile[] = [
  { file: 'kinds/twiml-requests.ts', kinds: twimlRequests },
  { file: 'kinds/action-requests.ts', kinds: actionRequests },
  { file: 'kinds/call-status-callbacks.ts', kinds: callStatusCallbacks },
  { file: 'kinds/recording-callbacks.ts', kinds: recordingCallbacks },
  { file: 'kinds/conference-events.ts', kinds: conferenceEvents },
  { file: 'kinds/media-callbacks.ts', kinds: mediaCallbacks },
  { file: 'kinds/other-webhooks.ts', kinds: otherWebhooks },
]
