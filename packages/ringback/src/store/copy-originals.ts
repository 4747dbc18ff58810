import { RingbackError } from '@ringback/common'
import type { Exchange } from '@ringback/recording'
import {
  keysOfDatabase,
  settledExchange,
  type KeyRing,
  type Originals,
  type SettledExchange,
} from '@ringback/redaction/node'
import type { FoundKeys } from '../state/redaction-key.ts'

/** The option that carries originals along between a folder and a database. */
export const copyOriginalsOption = {
  type: 'boolean',
  default: false,
  describe:
    'Also copy the sealed originals: needs the redaction key, and nothing leaves this machine unsealed',
} as const

/**
 * Copies the originals of exchanges, as far as there are any; returns how many. They are opened and sealed again in memory, since a
 * folder and a database keep them in files and rows of their own.
 */
export async function copyOriginals(
  exchanges: readonly Exchange[],
  from: Originals,
  keep: (settled: readonly SettledExchange[]) => Promise<void>,
): Promise<number> {
  const found = await Promise.all(
    exchanges.map(async (exchange) => {
      const original = await from.originalOf(exchange)
      return original === null ? [] : [settledExchange(exchange, original)]
    }),
  )
  const settled = found.flat()
  await keep(settled)
  return settled.length
}

/**
 * The keys that open and seal the originals of recordings under a key, that key first.
 * @throws {RingbackError} `no-redaction-key`, or `WrongKeyError` when another key is at hand.
 */
export function ringFor(keyId: string, found: FoundKeys | undefined, name: string): KeyRing {
  if (found === undefined) {
    throw new RingbackError(
      'no-redaction-key',
      'Originals are copied with the redaction key only, and it is not here.',
      {
        remedy: `Set RINGBACK_REDACTION_KEY to the key ${keyId}, or leave out --originals.`,
      },
    )
  }
  const { current, older } = found.ring
  const keys = keysOfDatabase(name, keyId, found.ring)
  return { current: keys, older: [current, ...older].filter((each) => each !== keys) }
}
