import { stat } from 'node:fs/promises'
import type { Recording } from '@ringback/recording'
import { notesFolderOf, readNotes } from '@ringback/recording/node'
import type { NotesView } from '../model/call-notes.ts'
import { joinedNotes } from './joined-notes.ts'

type NotesById = ReadonlyMap<string, NotesView>

/** The notes of a recordings folder in memory, by the exchange that a call began with. */
export interface NotesIndex {
  readonly all: () => NotesById
  /** The notes on a recording. Where calls turned out to be one, those of all of them. */
  readonly of: (recording: Recording) => NotesView
  /** Reads them again where something was written or removed, or always. Returns whether they were read. */
  readonly refresh: (how: 'if-changed' | 'always') => Promise<boolean>
  /** Files that cannot be read: where, and why. */
  readonly damage: () => readonly string[]
}

/** Knows no notes before the first `refresh`. */
export function createNotesIndex(directory: string): NotesIndex {
  const folder = notesFolderOf(directory)
  let notes: NotesById = new Map()
  let damage: readonly string[] = []
  let stamp = ''
  return {
    all: () => notes,
    damage: () => damage,
    of({ exchanges }) {
      return joinedNotes(exchanges.flatMap(({ id }) => notes.get(id) ?? []))
    },
    async refresh(how) {
      // The folder changes with every file that comes, goes or is replaced in one step.
      const now = await stat(folder, { bigint: true }).then(
        ({ mtimeNs, ino }) => `${mtimeNs} ${ino}`,
        () => 'none',
      )
      if (how === 'if-changed' && now === stamp) return false
      const read = await readNotes(directory)
      ;({ notes } = read)
      damage = read.damage.map(({ where, reason }) => `${where}: ${reason}`)
      stamp = now
      return true
    },
  }
}
