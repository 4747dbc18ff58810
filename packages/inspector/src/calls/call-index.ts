import { existsSync } from 'node:fs'
import { RingbackError } from '@ringback/common'
import type { NotesStore, Recording } from '@ringback/recording'
import { folderNotes, readListedRecording } from '@ringback/recording/node'
import { everyCall, queryOf, type CallFilter } from '../model/call-filter.ts'
import type { CallWindow } from '../model/call-list.ts'
import type { NotesView } from '../model/call-notes.ts'
import type { WindowRequest } from '../model/window-request.ts'
import { createKeptCalls, rowOfKept, type KeptCall } from './kept-calls.ts'
import { createNotesIndex } from './notes-index.ts'
import { readFolder } from './read-folder.ts'
import { createScan, type Matching, type Scan } from './scan.ts'
import { createSearches } from './searches.ts'

/** The calls of a folder or a database, as a list and its filters need them. */
export interface CallIndex {
  /**
   * A part of the calls that match. While the filter takes long, of those that it has found so far; `signal` gives it up.
   */
  readonly window: (filter: CallFilter, request: WindowRequest, signal: AbortSignal) => Promise<CallWindow>
  /** The recording whose first exchange has this id. */
  readonly read: (id: string) => Promise<Recording | undefined>
  readonly notesOf: (recording: Recording) => Promise<NotesView>
  /** Writes notes under the id of an exchange, in place of those that are there. */
  readonly writeNotes: NotesStore['write']
  /** Reads notes that were just written, and tells of the change. */
  readonly notesChanged: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Opens a folder. A thread of its own reads it, now and whenever it changes; `onChange` is called after each change of the
 * list, which begins empty.
 * @throws {RingbackError} `no-recordings` when the folder does not exist.
 */
export function openCallIndex(directory: string, onChange: () => void): CallIndex {
  requireFolder(directory)
  const kept = createKeptCalls()
  const scans = createSearches<Scan>()
  const onCalls = (changed: readonly KeptCall[]): void => {
    for (const scan of scans.all()) scan.changed(changed)
  }
  const folder = readFolder(directory, kept, { onCalls, onChange })
  const notes = createNotesIndex(directory)
  const refreshNotes = async (how: 'if-changed' | 'always'): Promise<void> => {
    if (await notes.refresh(how)) onCalls(kept.takeNotes(notes.all()))
  }
  const matching = async (filter: CallFilter, signal: AbortSignal): Promise<Matching> => {
    const all = kept.all()
    if (queryOf(filter) === queryOf(everyCall)) return { calls: all, scanned: all.length, isComplete: true }
    return await scans.of(filter, () => createScan(filter, { calls: kept.all })).matching(signal)
  }
  return {
    async window(filter, { offset, limit, find }, signal) {
      await refreshNotes('if-changed')
      const { calls, scanned, isComplete } = await matching(filter, signal)
      const shown = calls.slice(offset, offset + limit)
      const ids = shown.filter(({ isStale }) => isStale).map(({ summary }) => summary.firstId)
      if (ids.length > 0) folder.readFirst(ids)
      return {
        folder: directory,
        offset,
        rows: shown.map(rowOfKept),
        matched: calls.length,
        total: kept.all().length,
        scanned,
        isComplete,
        read: kept.readCount(),
        places: find.map((id) => placeOf(calls, kept.named(id))),
        ...folder.state(),
        damage: [...folder.state().damage, ...notes.damage()],
      }
    },
    async read(id) {
      const call = kept.named(id)
      if (call === undefined) return undefined
      return readListedRecording(directory, { files: call.files, firstId: id })
    },
    async notesOf(recording) {
      await refreshNotes('if-changed')
      return notes.of(recording)
    },
    writeNotes: async (exchange, wanted) => folderNotes(directory).write(exchange, wanted),
    async notesChanged() {
      await refreshNotes('always')
      onChange()
    },
    close: () => folder.close(),
  }
}

function requireFolder(directory: string): void {
  if (existsSync(directory)) return
  throw new RingbackError('no-recordings', `The recordings folder ${directory} does not exist.`, {
    remedy: 'Record calls first: ringback record http://127.0.0.1:3000',
  })
}

function placeOf(calls: readonly KeptCall[], call: KeptCall | undefined): number | null {
  const place = call === undefined ? -1 : calls.indexOf(call)
  return place < 0 ? null : place
}
