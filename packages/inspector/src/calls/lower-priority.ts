import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Lower than what answers calls, and still served on a machine that is fully loaded. */
export const lowPriority = 10

/** Lets other threads go first where there are too few processors for all. Linux alone can do it. */
export function lowerThreadPriority(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), lowPriority)
  } catch {
    // No /proc, or not allowed: the threads then share as the system likes.
  }
}
