import type { ForgottenList } from '@ringback/recording'
import type { KeyRing } from '../../keys/redaction-keys.ts'
import type { ForgottenSource } from './forgotten-check.ts'
import { openedEntry } from './forgotten-entry.ts'

/** Who was forgotten in a database, as far as the entries can be opened. */
export interface DatabaseForgotten extends ForgottenSource {
  /** The number of the last entry that was read. */
  read(): string
}

/** Reads the list of a database on from where it was read to. */
export function forgottenInDatabase(list: Pick<ForgottenList, 'since'>, ring: KeyRing): DatabaseForgotten {
  let read = '0'
  return {
    read: () => read,
    async news() {
      const added = await list.since(read)
      read = added.at(-1)?.number ?? read
      return added.flatMap((sealed) => openedEntry(sealed, ring) ?? [])
    },
  }
}
