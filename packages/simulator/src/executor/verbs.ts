import { verb, type ElementId } from '@ringback/twiml'
import type { RunVerb } from './verb.ts'
import { runConnect } from './verbs/connect.ts'
import { runDial } from './verbs/dial.ts'
import { runEcho } from './verbs/echo.ts'
import { runEnqueue } from './verbs/enqueue.ts'
import { runGather } from './verbs/gather.ts'
import { runHangup } from './verbs/hangup.ts'
import { runLeave } from './verbs/leave.ts'
import { runPause } from './verbs/pause.ts'
import { runPay } from './verbs/pay.ts'
import { runPlay } from './verbs/play.ts'
import { runRecord } from './verbs/record.ts'
import { runRedirect } from './verbs/redirect.ts'
import { runRefer } from './verbs/refer.ts'
import { runReject } from './verbs/reject.ts'
import { runSay } from './verbs/say.ts'
import { runSms } from './verbs/sms.ts'
import { runStart } from './verbs/start.ts'
import { runStop } from './verbs/stop.ts'

/** The function that runs each verb. */
export const verbs: { readonly [Id in Extract<ElementId, keyof typeof verb>]: RunVerb<Id> } = {
  [verb.Connect]: runConnect,
  [verb.Dial]: runDial,
  [verb.Echo]: runEcho,
  [verb.Enqueue]: runEnqueue,
  [verb.Gather]: runGather,
  [verb.Hangup]: runHangup,
  [verb.Leave]: runLeave,
  [verb.Pause]: runPause,
  [verb.Pay]: runPay,
  [verb.Play]: runPlay,
  [verb.Record]: runRecord,
  [verb.Redirect]: runRedirect,
  [verb.Refer]: runRefer,
  [verb.Reject]: runReject,
  [verb.Say]: runSay,
  [verb.Sms]: runSms,
  [verb.Start]: runStart,
  [verb.Stop]: runStop,
}
