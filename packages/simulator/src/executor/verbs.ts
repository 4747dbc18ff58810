import { verb } from '@ringback/twiml'
import type { ElementId } from '@ringback/twiml'
import type { RunVerb } from './verb.ts'
import { runDial } from './verbs/dial.ts'
import { runEnqueue } from './verbs/enqueue.ts'
import { runGather } from './verbs/gather.ts'
import { runHangup } from './verbs/hangup.ts'
import { runLeave } from './verbs/leave.ts'
import { runPause } from './verbs/pause.ts'
import { runPlay } from './verbs/play.ts'
import { runRecord } from './verbs/record.ts'
import { runRedirect } from './verbs/redirect.ts'
import { runReject } from './verbs/reject.ts'
import { runSay } from './verbs/say.ts'

/** What runs each verb. */
export const verbs: { readonly [Id in ElementId]?: RunVerb<Id> } = {
  [verb.Dial]: runDial,
  [verb.Enqueue]: runEnqueue,
  [verb.Gather]: runGather,
  [verb.Hangup]: runHangup,
  [verb.Leave]: runLeave,
  [verb.Pause]: runPause,
  [verb.Play]: runPlay,
  [verb.Record]: runRecord,
  [verb.Redirect]: runRedirect,
  [verb.Reject]: runReject,
  [verb.Say]: runSay,
}
