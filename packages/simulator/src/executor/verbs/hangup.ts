import type { verb } from '@ringback/twiml'
import type { RunVerb } from '../verb.ts'

/** Ends the call. */
export const runHangup: RunVerb<typeof verb.Hangup> = () => ({ to: 'hangup' })
