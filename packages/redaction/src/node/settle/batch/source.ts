import type { SpoolReader, WaitingExchange } from '../spool-reader.ts'

/** Where exchanges are taken from. */
export interface Source {
  readonly readers: readonly SpoolReader[]
  /** When this step began. */
  readonly at: number
  /** What was answered so many milliseconds before is left for a later step. */
  readonly laterMs: number
}

/** Takes the exchange that was answered first from the readers; undefined when there is none, or it is not certain yet. */
export function takeFirst({ readers, at, laterMs }: Source): WaitingExchange | undefined {
  let first: { readonly reader: SpoolReader; readonly waiting: WaitingExchange } | undefined
  for (const reader of readers) {
    const waiting = reader.first()
    if (waiting === undefined) {
      // What follows in this spool may come before what is read of the others.
      if (reader.hasMore()) return undefined
    } else if (first === undefined || answeredAt(waiting) < answeredAt(first.waiting)) {
      first = { reader, waiting }
    }
  }
  if (first === undefined) return undefined
  // One that seems to come from the future is not waited for: the clock was put back.
  if (Math.abs(at - answeredAt(first.waiting)) < laterMs) return undefined
  first.reader.take()
  return first.waiting
}

/** When it was answered, in milliseconds since 1970. */
export function answeredAt({ observed: { startedAt, durationMs } }: WaitingExchange): number {
  return startedAt + durationMs
}
