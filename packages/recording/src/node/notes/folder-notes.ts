import type { NotesStore } from '../../notes/notes-store.ts'
import { addNotes, readNotes, writeNotes } from './notes-folder.ts'

/** The notes beside the recordings of a folder. What cannot be read is left out; `readNotes` tells of it. */
export function folderNotes(recordings: string): NotesStore {
  return {
    async of(exchanges) {
      const { notes } = await readNotes(recordings)
      return new Map(
        exchanges.flatMap((exchange) => {
          const found = notes.get(exchange)
          return found === undefined ? [] : [[exchange, found] as const]
        }),
      )
    },
    write: async (exchange, notes) => writeNotes(recordings, exchange, notes),
    add: async (exchange, notes) => addNotes(recordings, exchange, notes),
  }
}
