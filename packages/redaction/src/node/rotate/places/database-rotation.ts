import type { Recording, RotatedExchange, SealedOriginal } from '@ringback/recording'
import type { KeyRing } from '../../keys/redaction-keys.ts'
import { sealedOriginal } from '../../originals/database/sealed-original.ts'
import type { RotatableDatabase } from './rotatable-database.ts'
import type { RotationPlace } from './rotation-place.ts'

/** How the recordings of a database are brought under another key. */
export interface DatabaseRotation {
  /** Its current key is the new one. */
  readonly ring: KeyRing
  /** Opens a sealed original; undefined when it is damaged. */
  readonly lineIn: (sealed: SealedOriginal) => string | undefined
  /** So many exchanges are replaced in one step, about. */
  readonly exchangesAtOnce: number
  /** Is awaited after some recordings were replaced. */
  readonly afterReplacing: () => Promise<void>
}

/** The recordings of a database. Others may go on writing with the new key. */
export function databaseRotation(
  { recordings, originals }: Pick<RotatableDatabase, 'recordings' | 'originals'>,
  { ring, lineIn, exchangesAtOnce, afterReplacing }: DatabaseRotation,
): RotationPlace {
  let found: { readonly of: Recording; readonly sealed: ReadonlyMap<string, SealedOriginal> } | undefined
  let waiting: RotatedExchange[] = []

  async function flush(): Promise<void> {
    const rotated = waiting
    waiting = []
    if (rotated.length > 0) await recordings.replace(rotated)
    await afterReplacing()
  }

  return {
    recordings: () => recordings.list(),
    async originalOf({ id }, recording) {
      if (found?.of !== recording)
        found = { of: recording, sealed: await originals.find(recording.exchanges) }
      const sealed = found.sealed.get(id)
      return sealed && lineIn(sealed)
    },
    async replace(recording, settled) {
      const before = new Map(recording.exchanges.map((exchange) => [exchange.id, exchange]))
      for (const { recorded, original } of settled) {
        // What is under the new key already, others may have noted something in since it was read.
        if (original === undefined || before.get(recorded.id)?.redaction?.keyId === ring.current.keyId)
          continue
        waiting.push({ recorded, original: sealedOriginal(recorded, original, ring.current) })
      }
      if (waiting.length >= exchangesAtOnce) await flush()
    },
    flush,
  }
}
