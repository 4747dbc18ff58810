import type { Leg } from '../legs/leg.ts'
import type { Simulation } from '../simulation/simulation.ts'
import { logProblem } from '../webhooks/send-webhook.ts'

/** Milliseconds within which an app stops its audio when the caller speaks. */
const bargeInMs = 2000
/** Audio of this length at the end is not missed. */
const shortEndMs = 200

/** What a caller notices of how an app uses a stream: no rule of the protocol, and no code of Twilio. */
export interface StreamConduct {
  /** The caller begins to speak, for this long. */
  readonly callerSpeaks: (milliseconds: number) => void
  /** The app has sent audio. */
  readonly media: () => void
  /** The app has emptied the buffer. */
  readonly cleared: () => void
  /** The app has closed the stream; this much audio was still to be played. */
  readonly closed: (unplayedMs: number) => void
  readonly stop: () => void
}

/** Watches a stream, and logs each kind of bad conduct once, as a warning. `unplayedMs`: audio that is still to be played. */
export function createStreamConduct(
  simulation: Simulation,
  leg: Leg,
  unplayedMs: () => number,
): StreamConduct {
  const { clock } = simulation
  const logged = new Set<string>()
  let speaksUntil = 0
  let isCleared = false
  let cancel = (): void => {}
  const warn = (code: string, message: string): void => {
    if (logged.has(code)) return
    logged.add(code)
    logProblem(simulation, leg, { code, message }, 'warning')
  }
  return {
    callerSpeaks(milliseconds) {
      speaksUntil = clock.now() + milliseconds
      isCleared = false
      cancel()
      if (unplayedMs() <= 0) return
      cancel = clock.schedule(bargeInMs, () => {
        if (isCleared || unplayedMs() <= 0) return
        const message = `The caller spoke while the app's audio was playing, and ${bargeInMs / 1000} s later it still plays. Send clear when the caller interrupts.`
        warn('barge-in-ignored', message)
      })
    },
    media() {
      if (!isCleared || clock.now() >= speaksUntil) return
      const message =
        'The app sent clear because the caller spoke, and then more audio while the caller was still speaking. Stop the answer before you send clear.'
      warn('audio-after-clear', message)
    },
    cleared() {
      isCleared = true
    },
    closed(unplayed) {
      if (unplayed <= shortEndMs) return
      const message = `The app closed the stream with ${(unplayed / 1000).toFixed(1)} s of its audio still to be played: the caller does not hear the end. Send a mark after the last audio, and wait until it comes back.`
      warn('audio-cut-off', message)
    },
    stop: () => cancel(),
  }
}
