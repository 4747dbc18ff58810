import { noNotes } from '../model/call-notes.ts'
import type { CallIndex } from './call-index.ts'

/** The calls of a page that shows reports only. */
export const noCalls: CallIndex = {
  window: async (_filter, { offset, find }) => ({
    folder: '',
    offset,
    rows: [],
    matched: 0,
    total: 0,
    scanned: 0,
    read: 0,
    opening: null,
    isComplete: true,
    places: find.map(() => null),
    damage: [],
  }),
  read: async () => undefined,
  notesOf: async () => noNotes,
  writeNotes: async () => undefined,
  notesChanged: async () => undefined,
  close: async () => {},
}
