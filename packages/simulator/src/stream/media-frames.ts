import { speechDuration } from '../executor/durations.ts'
import type { InputListener } from '../legs/leg.ts'
import type { Clock } from '@ringback/twilio-client'

/** Milliseconds of audio in one message. */
export const frameMs = 20
const silence = Buffer.alloc(frameMs * 8, 0xff).toString('base64')
/** A tone, so that an app can tell speech from silence: mu-law of a square wave of 400 Hz. */
const sound = Buffer.from(
  Array.from({ length: frameMs * 8 }, (_, at) => (at % 20 < 10 ? 0x90 : 0x10)),
).toString('base64')

/** The audio of the caller's side of a stream, frame by frame. */
export interface MediaFrames {
  /** The next frame: a tone while the caller speaks, else silence. */
  readonly next: () => object
  /** Gets the caller's speech and keys. */
  readonly listener: InputListener
}

/** Creates the frames; calls `pressed` for each key. */
export function createMediaFrames(clock: Clock, pressed: (key: string) => void): MediaFrames {
  const began = clock.now()
  let chunk = 0
  let soundsUntil = 0
  return {
    next() {
      chunk += 1
      const now = clock.now()
      const payload = now < soundsUntil ? sound : silence
      return { track: 'inbound', chunk: String(chunk), timestamp: String(now - began), payload }
    },
    listener: {
      speaking(text) {
        soundsUntil = clock.now() + speechDuration(text)
      },
      take(input) {
        if (input.type === 'key') pressed(input.key)
        return false
      },
    },
  }
}
