import type { verb } from '@ringback/twiml'
import type { RunVerb } from '../verb.ts'

/** Leaves the queue whose wait document this is; elsewhere the document is at its end. */
export const runLeave: RunVerb<typeof verb.Leave> = () => ({ to: 'leave' })
