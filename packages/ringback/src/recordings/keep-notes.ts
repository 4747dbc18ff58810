import { messageOf } from '@ringback/common'
import type { Recording, RedactionSummary, RecordingStore } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'

/** Notes of how the app answers redacted requests, kept until they are written into the recordings. */
export interface NoteKeeper {
  readonly take: (recording: Recording) => Promise<void>
  /**
   * Writes them, unless somebody else writes to the folder. Returns why they were not written; undefined when they were.
   */
  readonly write: () => Promise<string | undefined>
}

type Notes = ReadonlyMap<string, Pick<RedactionSummary, 'withPseudonyms' | 'answerToPseudonyms'>>

/** Keeps notes on the recordings of a folder. Nothing is written, and the folder is not locked, before `write`. */
export function createNoteKeeper(directory: string): NoteKeeper {
  const noted: Recording[] = []
  return {
    take: async (recording) => void noted.push(recording),
    async write() {
      if (noted.length === 0) return undefined
      try {
        const store = await openDirectoryStore({ directory, access: 'write' })
        try {
          for (const recording of noted) await writeNotes(store, recording)
        } finally {
          await store.close()
        }
        return undefined
      } catch (error) {
        return messageOf(error)
      }
    },
  }
}

/** The recording may have grown since it was read, so only the notes are taken over. */
async function writeNotes(store: RecordingStore, noted: Recording): Promise<void> {
  const notes: Notes = new Map(
    noted.exchanges.flatMap(({ id, redaction }) => {
      if (redaction?.withPseudonyms === undefined) return []
      const { withPseudonyms, answerToPseudonyms } = redaction
      return [[id, { withPseudonyms, ...(answerToPseudonyms && { answerToPseudonyms }) }]]
    }),
  )
  const current = await currentOf(store, noted)
  if (current !== undefined) await store.write(withNotes(current, notes))
}

async function currentOf(store: RecordingStore, noted: Recording): Promise<Recording | undefined> {
  if (noted.callSid !== null) return store.read(noted.callSid)
  const [first] = noted.exchanges
  for await (const recording of store.list()) {
    if (recording.callSid === null && recording.exchanges.some(({ id }) => id === first?.id)) return recording
  }
  return undefined
}

function withNotes(recording: Recording, notes: Notes): Recording {
  return {
    ...recording,
    exchanges: recording.exchanges.map((exchange) => {
      const note = notes.get(exchange.id)
      if (exchange.redaction === undefined || note === undefined) return exchange
      const { keyId, replaced } = exchange.redaction
      return { ...exchange, redaction: { keyId, replaced, ...note } }
    }),
  }
}
