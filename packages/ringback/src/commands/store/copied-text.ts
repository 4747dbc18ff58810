import { count } from '../../format/count.ts'

/** What was copied between a folder and a database. */
export interface Copied {
  readonly exchanges: number
  /** Sealed originals of these exchanges. */
  readonly originals: number
  /** Calls to whose notes something was added. */
  readonly notes: number
}

/** How many exchanges were copied, originals where they were asked for, and notes if there were any. */
export function copiedText({ exchanges, originals, notes }: Copied, withOriginals: boolean): string {
  const parts = [
    count(exchanges, 'exchange'),
    ...(withOriginals ? [count(originals, 'original')] : []),
    ...(notes > 0 ? [`notes on ${count(notes, 'call')}`] : []),
  ]
  return parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
