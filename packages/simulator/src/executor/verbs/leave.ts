import type { verb } from '@ringback/twiml'
import type { RunVerb } from '../verb.ts'

/** Leaves the queue, in a wait document; in any other document, ends the document. */
export const runLeave: RunVerb<typeof verb.Leave> = () => ({ to: 'leave' })
