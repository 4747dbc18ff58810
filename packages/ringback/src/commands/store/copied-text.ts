import { count } from '../../format/count.ts'

/** What was copied between a folder and a database. */
export interface Copied {
  readonly exchanges: number
  /** Sealed originals of these exchanges. */
  readonly originals: number
}

/** How many exchanges were copied, and originals where they were asked for. */
export function copiedText({ exchanges, originals }: Copied, withOriginals: boolean): string {
  return withOriginals
    ? `${count(exchanges, 'exchange')} and ${count(originals, 'original')}`
    : count(exchanges, 'exchange')
}
