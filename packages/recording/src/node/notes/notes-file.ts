import { messageOf } from '@ringback/common'
import { notesProblems, type CallNotes } from '../../notes/call-notes.ts'

/** Notes as they are kept: with the id of the exchange that the recording began with when they were written. */
export interface KeptNotes extends CallNotes {
  readonly exchange: string
}

const version = 1

/** The text of a notes file. */
export function printNotes({ exchange, tags, note }: KeptNotes): string {
  return `${JSON.stringify({ version, exchange, tags, note }, null, 2)}\n`
}

/** Reads the text of a notes file; or says why it is none. */
export function parseNotes(text: string): KeptNotes | { readonly damage: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { damage: `not JSON: ${messageOf(error)}` }
  }
  if (typeof value !== 'object' || value === null || !('version' in value))
    return { damage: 'not a notes file' }
  if (value.version !== version) {
    return { damage: `version ${JSON.stringify(value.version)}; this ringback reads version ${version}` }
  }
  const { exchange, tags, note } = value as Partial<Record<keyof KeptNotes, unknown>>
  if (typeof exchange !== 'string') return { damage: 'exchange is not a text' }
  if (typeof note !== 'string') return { damage: 'note is not a text' }
  if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === 'string')) {
    return { damage: 'tags is not a list of texts' }
  }
  const [problem] = notesProblems({ tags, note })
  return problem === undefined ? { exchange, tags, note } : { damage: problem }
}
