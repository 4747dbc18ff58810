import { existsSync } from 'node:fs'
import { RingbackError } from '@ringback/common'
import type { Recording } from '@ringback/recording'
import { readListedRecording } from '@ringback/recording/node'
import { everyCall, queryOf, type CallFilter } from '../model/call-filter.ts'
import type { CallWindow } from '../model/call-list.ts'
import type { NotesView } from '../model/call-notes.ts'
import type { WindowRequest } from '../model/window-request.ts'
import { createKeptCalls, rowOfKept, type KeptCall } from './kept-calls.ts'
import { createNotesIndex } from './notes-index.ts'
import { readFolder } from './read-folder.ts'
import { createScan, type Matching, type Scan } from './scan.ts'

/** The calls of a folder, kept in memory as far as a list and its filters need them. */
export interface CallIndex {
  /**
   * A part of the calls that match. While the filter takes long, of those that it has found so far; `signal` gives it up.
   */
  readonly window: (filter: CallFilter, request: WindowRequest, signal: AbortSignal) => Promise<CallWindow>
  /** The recording whose first exchange has this id. */
  readonly read: (id: string) => Recording | undefined
  readonly notesOf: (recording: Recording) => Promise<NotesView>
  /** Reads notes that were just written, and tells of the change. */
  readonly notesChanged: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Filters that are remembered: those of some open pages. */
const mostScans = 8

/**
 * Opens a folder. A thread of its own reads it, now and whenever it changes; `onChange` is called after each change of the
 * list, which begins empty.
 * @throws {RingbackError} `no-recordings` when the folder does not exist.
 */
export function openCallIndex(directory: string, onChange: () => void): CallIndex {
  requireFolder(directory)
  const kept = createKeptCalls()
  const scans = new Map<string, Scan>()
  const onCalls = (changed: readonly KeptCall[]): void => {
    for (const scan of scans.values()) scan.changed(changed)
  }
  const folder = readFolder(directory, kept, { onCalls, onChange })
  const notes = createNotesIndex(directory)
  const refreshNotes = async (how: 'if-changed' | 'always'): Promise<void> => {
    if (await notes.refresh(how)) onCalls(kept.takeNotes(notes.all()))
  }
  const matching = async (filter: CallFilter, signal: AbortSignal): Promise<Matching> => {
    const all = kept.all()
    const key = queryOf(filter)
    if (key === queryOf(everyCall)) return { calls: all, scanned: all.length, isComplete: true }
    return await scanOf(scans, key, () => createScan(filter, { calls: kept.all })).matching(signal)
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
    read(id) {
      const call = kept.named(id)
      if (call === undefined) return undefined
      return readListedRecording(directory, { files: call.files, firstId: id })
    },
    async notesOf(recording) {
      await refreshNotes('if-changed')
      return notes.of(recording)
    },
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

/** The scan of a filter; those that nobody waits for are forgotten, and so is the one that was not asked for longest. */
function scanOf(scans: Map<string, Scan>, key: string, create: () => Scan): Scan {
  for (const [each, { isWanted }] of scans) if (!isWanted()) scans.delete(each)
  const scan = scans.get(key) ?? create()
  scans.delete(key)
  scans.set(key, scan)
  const [oldest] = scans.keys()
  if (scans.size > mostScans && oldest !== undefined) scans.delete(oldest)
  return scan
}

function placeOf(calls: readonly KeptCall[], call: KeptCall | undefined): number | null {
  const place = call === undefined ? -1 : calls.indexOf(call)
  return place < 0 ? null : place
}
