import type { Leg } from '../legs/leg.ts'

/** An agent takes a waiting call. */
export interface Handover {
  readonly agent: Leg
  /** What the waiting caller hears before the connection; undefined for nothing. */
  readonly announce: { readonly url: string; readonly method: 'GET' | 'POST' } | undefined
  /** Resolves once the caller has heard that document: true when the caller is still connected. */
  readonly ready: PromiseWithResolvers<boolean>
  /** Resolves when the conversation is over. */
  readonly over: PromiseWithResolvers<void>
}

/** A call that waits. */
export interface QueueEntry {
  readonly leg: Leg
  readonly since: number
  handover: Handover | undefined
  /** Ends the wait of the call. */
  readonly take: (handover: Handover) => void
}

/** A queue of calls. */
export interface Queue {
  readonly name: string
  readonly sid: string
  readonly maxSize: number
  /** In order of arrival. */
  readonly entries: QueueEntry[]
  /** Agents who wait for a caller. */
  readonly agents: Set<() => void>
  /** Wait times in seconds of the calls that have left. */
  readonly waits: number[]
}

/** Whole seconds that an entry has waited. */
export function waitedSeconds(entry: QueueEntry, now: number): number {
  return Math.floor((now - entry.since) / 1000)
}

/** Removes an entry from its queue. Does nothing when it was removed before. */
export function leaveQueue(queue: Queue, entry: QueueEntry, now: number): void {
  const index = queue.entries.indexOf(entry)
  if (index < 0) return
  queue.entries.splice(index, 1)
  queue.waits.push(waitedSeconds(entry, now))
}

/** The mean of the waits so far, in whole seconds. */
export function averageWait({ waits }: Queue): number {
  return waits.length === 0 ? 0 : Math.round(waits.reduce((sum, each) => sum + each, 0) / waits.length)
}
