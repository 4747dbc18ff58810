import { verb } from '../names.gen.ts'

/** Verbs after which nothing of the document runs. */
export const documentEnders: readonly string[] = [
  verb.Redirect,
  verb.Hangup,
  verb.Reject,
  verb.Leave,
  verb.Echo,
]

/** Verbs after which nothing runs when they have an action: its answer takes over the call. */
export const endersWithAction: readonly string[] = [
  verb.Dial,
  verb.Enqueue,
  verb.Connect,
  verb.Refer,
  verb.Sms,
]

/** Verbs that take no time: with nothing after them the call ends at once. */
export const backgroundVerbs: readonly string[] = [verb.Start, verb.Stop]
