import type { CallWindow } from '../model/call-list.ts'
import type { FolderNews } from './folder-messages.ts'
import type { KeptCall, KeptCalls } from './kept-calls.ts'
import { startFolderThread } from './start-folder-thread.ts'

/** The reading of a folder, which goes on until it is closed. */
export interface FolderReading {
  readonly state: () => Pick<CallWindow, 'opening' | 'damage'>
  /** The recordings of these calls are read before all others. */
  readonly readFirst: (ids: readonly string[]) => void
  readonly close: () => Promise<void>
}

/** Who is told. */
export interface FolderReadingListener {
  /** Calls came, or these calls have changed. */
  readonly onCalls: (changed: readonly KeptCall[]) => void
  /** Something that a list shows has changed. */
  readonly onChange: () => void
}

/** Reads a folder in a thread of its own into `kept`, now and whenever it changes. */
export function readFolder(
  directory: string,
  kept: KeptCalls,
  { onCalls, onChange }: FolderReadingListener,
): FolderReading {
  let state: ReturnType<FolderReading['state']> = { opening: { read: 0, total: 0 }, damage: [] }
  const takeBatch = (changed: readonly KeptCall[]): void => {
    onCalls(changed)
    // The next batch comes after what has come in meanwhile was answered.
    setImmediate(() => thread.order({ type: 'taken' }))
  }
  const onNews = (news: FolderNews): void => {
    if (news.type === 'looked') {
      if (state.opening === null && state.damage.join('\n') === news.damage.join('\n')) return
      state = { opening: null, damage: news.damage }
    } else if (news.type === 'opening') state = { ...state, opening: { read: news.read, total: news.total } }
    else if (news.type === 'listed') takeBatch(kept.list(news.calls, news.gone))
    else takeBatch(kept.takeRead(news.calls))
    onChange()
  }
  const onDeath = (message: string): void => {
    state = { ...state, damage: [`${directory}: reading it failed, and is tried again: ${message}`] }
    onChange()
  }
  const thread = startFolderThread(directory, { onNews, onDeath })
  return {
    state: () => state,
    readFirst: (ids) => thread.order({ type: 'read-first', ids }),
    close: () => thread.close(),
  }
}
