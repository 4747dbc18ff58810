import { RingbackError } from '@ringback/common'
import type { AddedNotes, CallNotes, NotesStore, Recording } from '@ringback/recording'
import { privateShapesIn } from '@ringback/redaction'
import { noteDamage } from '../recordings/damage.ts'
import type { Io } from '../shell/io.ts'
import { stylesFor } from '../shell/styles.ts'

/** Copies tags and notes along with recordings. */
export interface NotesCopier {
  /** Copies those on a recording; returns on how many calls something was added. */
  copy(recording: Recording): Promise<number>
}

/** Between which places. */
export interface CopiedPlaces {
  readonly from: Pick<NotesStore, 'of'>
  readonly to: Pick<NotesStore, 'add'>
  /** Whether notes that look private are left out: they are kept as they were typed, and others read the place they go to. */
  readonly leavesPrivate: boolean
}

/** Adds the notes of one place to those of another. Says which are not copied, and why. */
export function createNotesCopier({ from, to, leavesPrivate }: CopiedPlaces, io: Io): NotesCopier {
  const { yellow } = stylesFor(io, 'stderr')
  const leave = (exchange: string, reason: string): void =>
    void io.stderr.write(yellow(`The notes on the call of exchange ${exchange} are not copied: ${reason}\n`))
  return {
    async copy({ exchanges }) {
      let copied = 0
      for (const [exchange, notes] of await from.of(exchanges.map(({ id }) => id))) {
        const shape = leavesPrivate ? privateShapeIn(notes) : undefined
        if (shape !== undefined) {
          leave(exchange, `they have a ${shape} in them that may belong to somebody.`)
          continue
        }
        const result = await addTo(to, exchange, notes)
        if (typeof result !== 'string') {
          noteDamage(io)
          leave(exchange, `${result.message} ${result.remedy ?? ''}`)
        }
        if (result === 'too-long') leave(exchange, 'with those that are there they would be too long.')
        if (result === 'added') copied += 1
      }
      return copied
    },
  }
}

/** What that came to, or that those that are there are damaged. */
async function addTo(
  to: CopiedPlaces['to'],
  exchange: string,
  notes: CallNotes,
): Promise<AddedNotes | RingbackError> {
  try {
    return await to.add(exchange, notes)
  } catch (error) {
    if (error instanceof RingbackError && error.code === 'damaged-notes') return error
    throw error
  }
}

function privateShapeIn({ tags, note }: CallNotes): string | undefined {
  return privateShapesIn([...tags, note].join('\n'), { isRedacted: true })[0]
}
