import type { Clock } from '@ringback/twilio-client'

/**
 * Stops virtual time while the app works on its answer: an app that asks a model answers after some real time, which
 * must not pass as the silence of hours.
 */
export interface AnswerHold {
  /** Stops time until `done`, or until nothing came for a part (1: all) of the patience. */
  readonly start: (part: number) => void
  /** A part of the answer came: the time to wait for the rest starts again. */
  readonly progress: () => void
  readonly done: () => void
}

/** Creates a hold that holds nothing yet. `patienceMs`: milliseconds of real time. */
export function createAnswerHold(clock: Clock, patienceMs: number): AnswerHold {
  let release: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  let waitMs = 0
  const done = (): void => {
    clearTimeout(timer)
    release?.()
    release = undefined
  }
  const wait = (): void => {
    clearTimeout(timer)
    timer = setTimeout(done, waitMs)
  }
  return {
    start(part) {
      waitMs = patienceMs * part
      release ??= clock.hold()
      wait()
    },
    progress() {
      if (release !== undefined) wait()
    },
    done,
  }
}
