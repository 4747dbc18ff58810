import type { SealedOriginals } from '@ringback/recording'
import type { RedactionKeys } from '../../keys/redaction-keys.ts'
import type { SettledExchange } from '../original-text.ts'
import { sealedOriginal } from './sealed-original.ts'

/**
 * Keeps the originals of exchanges that a database has taken: seals each, and gives all of them to the database together. One that
 * is kept already stays, so the same exchanges may be given again.
 */
export function createDatabaseOriginalsKeeper(
  originals: Pick<SealedOriginals, 'keep'>,
  secrets: RedactionKeys,
): (settled: readonly SettledExchange[]) => Promise<void> {
  return async (settled) => {
    const sealed = settled.flatMap(({ recorded, original }) =>
      original === undefined ? [] : [sealedOriginal(recorded, original, secrets)],
    )
    if (sealed.length > 0) await originals.keep(sealed)
  }
}
