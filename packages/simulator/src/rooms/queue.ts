import type { Leg } from '../legs/leg.ts'

/** An agent has come for a waiting call. */
export interface Handover {
  readonly agent: Leg
  /** What the waiting caller hears before; undefined when there is nothing. */
  readonly announce: { readonly url: string; readonly method: 'GET' | 'POST' } | undefined
  /** Resolves with whether the caller is still there, once the caller has heard what there is to hear. */
  readonly ready: PromiseWithResolvers<boolean>
  /** Resolves when the conversation is over. */
  readonly over: PromiseWithResolvers<void>
}

/** A call that waits. */
export interface QueueEntry {
  readonly leg: Leg
  readonly since: number
  handover: Handover | undefined
  /** Takes the call out of its wait. */
  readonly take: (handover: Handover) => void
}

/** A queue of calls. */
export interface Queue {
  readonly name: string
  readonly sid: string
  readonly maxSize: number
  /** In order of arrival. */
  readonly entries: QueueEntry[]
  /** Agents that wait for a caller. */
  readonly agents: Set<() => void>
  /** Seconds that those who have left had waited. */
  readonly waits: number[]
}

/** Whole seconds that an entry has waited. */
export function waitedSeconds(entry: QueueEntry, now: number): number {
  return Math.floor((now - entry.since) / 1000)
}

/** Takes an entry out of its queue. Nothing happens when it is out. */
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
