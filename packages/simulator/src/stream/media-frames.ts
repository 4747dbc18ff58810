import { speechDuration } from '../executor/durations.ts'
import type { InputListener, Leg } from '../legs/leg.ts'
import type { Simulation } from '../simulation/simulation.ts'

/** Milliseconds of audio in one message. */
export const frameMs = 20
/** The payload of a message without sound. */
export const silence: string = Buffer.alloc(frameMs * 8, 0xff).toString('base64')
/** A tone, so that an app can tell speech from silence: mu-law of a square wave of 400 Hz. */
const sound = Buffer.from(
  Array.from({ length: frameMs * 8 }, (_, at) => (at % 20 < 10 ? 0x90 : 0x10)),
).toString('base64')

/** A track of a stream. */
export type Track = 'inbound' | 'outbound'

/** The audio of a stream, frame by frame. */
export interface MediaFrames {
  /** The next frames, one a track: a tone while somebody speaks on it, else silence. */
  readonly next: () => readonly object[]
  /** Gets the caller's speech and keys. */
  readonly listener: InputListener
  readonly stop: () => void
}

/** What the caller does on a stream. */
export interface FrameEvents {
  readonly pressed: (key: string) => void
  /** The caller begins to speak, for this many milliseconds. */
  readonly speaking: (milliseconds: number) => void
  /** The caller has said something. */
  readonly spoke: () => void
}

/**
 * Creates the frames. The first timestamp is between 57 and 171 ms, and none is a multiple of 20, as on real streams
 * (docs/facts/realtime.md, section 2.2).
 */
export function createMediaFrames(
  { clock, log, mediaSeconds }: Simulation,
  leg: Leg,
  { tracks, streamSid, events }: { tracks: readonly Track[]; streamSid: string; events: FrameEvents },
): MediaFrames {
  const began = clock.now() + frameMs
  const offset = firstTimestamp(streamSid)
  let chunk = 0
  const soundsUntil = { inbound: 0, outbound: 0 }
  const stopListening = log.listenTo(leg.sid, (event) => {
    const { now } = clock
    if (event.type === 'said') soundsUntil.outbound = now() + speechDuration(event.text)
    if (event.type === 'heard') soundsUntil.outbound = now() + speechDuration(event.text)
    if (event.type === 'played') soundsUntil.outbound = now() + mediaSeconds * 1000
  })
  return {
    next() {
      const now = clock.now()
      return tracks.map((track) => {
        chunk += 1
        const payload = now < soundsUntil[track] ? sound : silence
        return { track, chunk: String(chunk), timestamp: String(offset + now - began), payload }
      })
    },
    listener: {
      speaking(text) {
        const milliseconds = speechDuration(text)
        soundsUntil.inbound = clock.now() + milliseconds
        events.speaking(milliseconds)
      },
      take(input) {
        if (input.type === 'key') events.pressed(input.key)
        else events.spoke()
        return false
      },
    },
    stop: stopListening,
  }
}

function firstTimestamp(streamSid: string): number {
  const drawn = 57 + (Number.parseInt(streamSid.slice(2, 8), 16) % 115)
  return drawn % frameMs === 0 ? drawn + 1 : drawn
}
