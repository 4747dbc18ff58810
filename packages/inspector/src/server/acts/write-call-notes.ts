import { RingbackError } from '@ringback/common'
import { notesProblems, type NotesStore, type Recording } from '@ringback/recording'
import { privateShapesIn } from '@ringback/redaction'
import { isSameNotes, noNotes, type NotesView } from '../../model/call-notes.ts'

/** The notes on a call, and how they are kept. */
export interface NotesToWrite {
  readonly write: NotesStore['write']
  readonly recording: Recording
  /** What is there now. */
  readonly present: NotesView
  /** What whoever writes has seen. */
  readonly seen: NotesView
  readonly wanted: NotesView
}

/**
 * Writes the notes on a call under the exchange that it begins with.
 * @throws {RingbackError} `notes-changed` when other notes are there than whoever writes has seen; `bad-notes`;
 * `private-notes` when a redacted recording would get a note that looks private.
 */
export async function writeCallNotes(options: NotesToWrite): Promise<void> {
  const { write, recording, present, seen, wanted } = options
  if (!isSameNotes(present, seen)) {
    throw new RingbackError('notes-changed', 'Somebody else has changed the tags or the note meanwhile.', {
      remedy: 'Open the call again and repeat your change.',
    })
  }
  const problems = notesProblems(wanted)
  if (problems.length > 0) throw new RingbackError('bad-notes', problems.join(' '))
  refusePrivate(recording, wanted)
  const [first, ...others] = recording.exchanges.map(({ id }) => id)
  if (first === undefined) return
  await write(first, wanted)
  // Notes from before calls turned out to be one have come into these.
  for (const id of others) await write(id, noNotes)
}

/** Recordings are redacted so that they can be read by others; notes are kept as they are typed. */
function refusePrivate({ exchanges }: Recording, { tags, note }: NotesView): void {
  if (exchanges.some(({ redaction }) => redaction === undefined)) return
  const [shape] = privateShapesIn([...tags, note].join('\n'), { isRedacted: true })
  if (shape === undefined) return
  throw new RingbackError('private-notes', `The text has a ${shape} in it that may belong to somebody.`, {
    remedy:
      'This recording is redacted, and notes are kept as they are typed. Write what stands in the recording.',
  })
}
