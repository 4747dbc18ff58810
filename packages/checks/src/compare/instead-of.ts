import { reachableVerbs } from '@ringback/twiml'
import type { AnswerContent } from '../answer-content.ts'

/** What does not run any more, for messages about answers that Twilio cannot run: ` instead of Say, Gather`. */
export function insteadOf(expected: AnswerContent | null): string {
  const names = expected?.type === 'document' ? reachableVerbs(expected.document).map(({ name }) => name) : []
  return names.length === 0 ? '' : ` instead of ${[...new Set(names)].join(', ')}`
}
