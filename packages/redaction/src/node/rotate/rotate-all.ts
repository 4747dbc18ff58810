import type { Exchange, Recording } from '@ringback/recording'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { originalInLine, settledExchange, type SettledExchange } from '../originals/original-text.ts'
import type { RotationPlace } from './places/rotation-place.ts'

/** What became of recordings when their key was rotated. */
export interface RotatedKeys {
  /** Recordings that have new pseudonyms now. */
  readonly redacted: number
  /** Recordings that were under the new key before. */
  readonly current: number
  /** Recordings that keep their old pseudonyms, since not all of their exchanges have an original, by the id of their key. */
  readonly kept: Readonly<Record<string, number>>
  /** Recordings that are not redacted at all. */
  readonly plain: number
}

/** How `rotateAll` works. */
export interface Rotation {
  /** Its current key is the new one. */
  readonly ring: KeyRing
  /** Redacts with the current key. */
  readonly redact: (original: Exchange) => Exchange
  /** Is called after each recording with how many were looked at. */
  readonly onProgress?: (recordings: number) => void
}

/**
 * Redacts the recordings of a place anew, as far as they have originals. May be interrupted at any moment, and done again: each recording
 * is there under the old or the new key all the time, and the end is the same.
 */
export async function rotateAll(place: RotationPlace, rotation: Rotation): Promise<RotatedKeys> {
  const outcomes: Outcome[] = []
  for await (const recording of place.recordings()) {
    outcomes.push(await rotate(recording, place, rotation))
    rotation.onProgress?.(outcomes.length)
  }
  await place.flush()
  return countsOf(outcomes)
}

type Outcome =
  | { readonly type: 'redacted' | 'current' | 'plain' }
  | { readonly type: 'kept'; readonly keyId: string }

async function rotate(
  recording: Recording,
  place: RotationPlace,
  { ring, redact }: Rotation,
): Promise<Outcome> {
  if (recording.redaction === undefined) return { type: 'plain' }
  const { keyId } = ring.current
  // What has nothing private in it is under no key.
  const isCurrent = ({ redaction }: Exchange): boolean => redaction === undefined || redaction.keyId === keyId
  const settled: SettledExchange[] = []
  for (const exchange of recording.exchanges) {
    const line = await place.originalOf(exchange, recording)
    if (line === undefined) {
      if (!isCurrent(exchange)) return { type: 'kept', keyId: exchange.redaction?.keyId ?? keyId }
      settled.push({ recorded: exchange, original: undefined })
      continue
    }
    const original = originalInLine(line)
    // Redacted also where it is already, so that what it teaches of others is known.
    settled.push(settledExchange(redact(original), original))
  }
  if (recording.exchanges.every(isCurrent)) return { type: 'current' }
  await place.replace(recording, settled)
  return { type: 'redacted' }
}

function countsOf(outcomes: readonly Outcome[]): RotatedKeys {
  const count = (type: Outcome['type']): number => outcomes.filter((outcome) => outcome.type === type).length
  const kept: Record<string, number> = {}
  for (const outcome of outcomes) {
    if (outcome.type === 'kept') kept[outcome.keyId] = (kept[outcome.keyId] ?? 0) + 1
  }
  return { redacted: count('redacted'), current: count('current'), kept, plain: count('plain') }
}
