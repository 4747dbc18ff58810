import type { CallSummary, ReadCall } from '../view/row-of.ts'

/** What the thread that reads a folder is started with. */
export interface FolderThreadData {
  readonly directory: string
  /** Holds 1 when the thread is to end: it sees that while it blocks, too. */
  readonly stopFlag: Int32Array<SharedArrayBuffer>
}

/** A call that is new in the folder or has changed, and the files that it is kept in. */
export interface FoundCall {
  readonly summary: CallSummary
  readonly files: readonly string[]
}

/** What a recording that was read says about its call. */
export interface ReadNews extends ReadCall {
  readonly id: string
}

/** What the thread tells. It goes on after a batch of calls only when it is told to. */
export type FolderNews =
  /** So many of the files that are new or have changed were read. */
  | { readonly type: 'opening'; readonly read: number; readonly total: number }
  /** What has changed in the list of calls; `gone`: ids. */
  | { readonly type: 'listed'; readonly calls: readonly FoundCall[]; readonly gone: readonly string[] }
  | { readonly type: 'read'; readonly calls: readonly ReadNews[] }
  /** The folder was looked at as a whole. `damage`: files that cannot be read. */
  | { readonly type: 'looked'; readonly damage: readonly string[] }

/** What the thread is told. */
export type FolderOrder =
  /** The last batch was taken. */
  | { readonly type: 'taken' }
  /** The recordings of these calls are read before all others. */
  | { readonly type: 'read-first'; readonly ids: readonly string[] }
  | { readonly type: 'stop' }
