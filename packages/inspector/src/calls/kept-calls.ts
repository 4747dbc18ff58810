import type { CallRow } from '../model/call-list.ts'
import { isSameNotes, noNotes, type NotesView } from '../model/call-notes.ts'
import { rowOf, type CallSummary, type ReadCall } from '../view/row-of.ts'
import type { FoundCall, ReadNews } from './folder-messages.ts'

/** A call of the list. It stays the same object as long as the call is in the folder. */
export interface KeptCall {
  summary: CallSummary
  files: readonly string[]
  /** What somebody has noted about it. */
  notes: NotesView
  /** What its recording says; undefined until it was read. */
  read: ReadCall | undefined
  /** Whether it has changed since it was read. */
  isStale: boolean
}

/** The calls of a folder in memory, as far as a list and its filters need them. */
export interface KeptCalls {
  /** Newest first. */
  readonly all: () => readonly KeptCall[]
  readonly named: (id: string) => KeptCall | undefined
  readonly readCount: () => number
  /** Takes calls that are new or have changed, and ids of calls that are gone. Returns the calls that were there before. */
  readonly list: (found: readonly FoundCall[], gone: readonly string[]) => readonly KeptCall[]
  /** Takes what recordings say. Returns the calls. */
  readonly takeRead: (news: readonly ReadNews[]) => readonly KeptCall[]
  /** Takes all notes, by id. Returns the calls whose notes are others now. */
  readonly takeNotes: (notes: ReadonlyMap<string, NotesView>) => readonly KeptCall[]
}

/** No calls. */
export function createKeptCalls(): KeptCalls {
  const byId = new Map<string, KeptCall>()
  let all: readonly KeptCall[] = []
  let notes: ReadonlyMap<string, NotesView> = new Map()
  let readCount = 0
  const forget = (id: string): boolean => {
    const call = byId.get(id)
    if (call?.read !== undefined && !call.isStale) readCount -= 1
    return byId.delete(id)
  }
  return {
    all: () => all,
    named: (id) => byId.get(id),
    readCount: () => readCount,
    list(found, gone) {
      const changed: KeptCall[] = []
      const fresh: KeptCall[] = []
      let isMoved = false
      for (const id of gone) isMoved = forget(id) || isMoved
      for (const { summary, files } of found) {
        const call = byId.get(summary.firstId)
        if (call === undefined) {
          const noted = notes.get(summary.firstId) ?? noNotes
          const added = { summary, files, notes: noted, read: undefined, isStale: true }
          byId.set(summary.firstId, added)
          fresh.push(added)
          continue
        }
        if (!call.isStale) readCount -= 1
        changed.push(Object.assign(call, { summary, files, isStale: true }))
      }
      if (isMoved) all = all.filter((call) => byId.get(call.summary.firstId) === call)
      all = merged(all, fresh.toSorted(newestFirst))
      return changed
    },
    takeNotes(next) {
      const ids = new Set([...notes.keys(), ...next.keys()])
      notes = next
      return [...ids].flatMap((id) => {
        const call = byId.get(id)
        const noted = next.get(id) ?? noNotes
        if (call === undefined || isSameNotes(call.notes, noted)) return []
        return [Object.assign(call, { notes: noted })]
      })
    },
    takeRead(news) {
      return news.flatMap(({ id, ...read }) => {
        const call = byId.get(id)
        if (call === undefined) return []
        if (call.isStale) readCount += 1
        return [Object.assign(call, { read, isStale: false })]
      })
    },
  }
}

/** The line of the list. */
export function rowOfKept({ summary, read, notes }: KeptCall): CallRow {
  return rowOf(summary, read?.details ?? null, notes)
}

function newestFirst(one: KeptCall, other: KeptCall): number {
  const [a, b] = [one.summary, other.summary]
  if (a.startedAt !== b.startedAt) return a.startedAt < b.startedAt ? 1 : -1
  return a.firstId === b.firstId ? 0 : a.firstId < b.firstId ? 1 : -1
}

/** Both are sorted; a new list, since the old one may be scanned just now. */
function merged(some: readonly KeptCall[], more: readonly KeptCall[]): readonly KeptCall[] {
  if (more.length === 0) return some
  const all: KeptCall[] = []
  let at = 0
  for (const call of some) {
    for (let next = more[at]; next !== undefined && newestFirst(next, call) < 0; next = more[at]) {
      all.push(next)
      at += 1
    }
    all.push(call)
  }
  for (const call of more.slice(at)) all.push(call)
  return all
}
