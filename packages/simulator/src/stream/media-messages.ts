import type { Leg } from '../legs/leg.ts'
import { emit, type Simulation } from '../simulation/simulation.ts'
import type { Playback } from './playback.ts'

/** Receives what the app sends on a two-way stream. */
export interface MediaTarget {
  readonly simulation: Simulation
  readonly leg: Leg
  readonly streamSid: string
  readonly playback: Playback
  /** Tells the app that a mark was reached. */
  readonly marked: (name: string) => void
}

/** Handles a message of the app: plays audio, sets a mark, or stops playing. */
export function takeMediaMessage(message: Readonly<Record<string, unknown>>, target: MediaTarget): void {
  const { simulation, leg, streamSid, playback, marked } = target
  if (message['event'] === 'media') {
    const bytes = Buffer.from(textAt(message, 'media', 'payload'), 'base64').length
    const milliseconds = playback.media(bytes)
    emit(simulation, leg, { type: 'media', streamSid, bytes, milliseconds })
  } else if (message['event'] === 'mark') {
    const name = textAt(message, 'mark', 'name')
    playback.mark(() => marked(name))
  } else if (message['event'] === 'clear') {
    playback.clear()
  }
}

function textAt(message: Readonly<Record<string, unknown>>, ...path: readonly string[]): string {
  const value = path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
    message,
  )
  return typeof value === 'string' ? value : ''
}
