import type { Damage } from '@ringback/recording'
import type { KeyRing } from '../keys/redaction-keys.ts'
import type { ForgettableDatabase } from './places/database-place.ts'

/** What recordings something is removed from. */
export interface ForgetWhere {
  /** The recordings folder; with a database, the one that holds the state of this machine. */
  readonly recordings: string
  /** Where the recordings are in a database. */
  readonly database?: ForgettableDatabase
  /** Without the right keys only what stands in the recordings is found, and originals of a folder only of whole calls. */
  readonly ring: KeyRing
  readonly onDamage?: (damage: Damage) => void
  /** Is called with how many originals of a database were opened so far, since there may be a million. */
  readonly onProgress?: (originals: number) => void
}

/** Whom `forgetPerson` removes. */
export interface ForgetOptions extends ForgetWhere {
  /** A number, another address, or a SID: the real one or its pseudonym. */
  readonly value: string
  /** True: nothing is removed. */
  readonly dryRun?: boolean
  /**
   * Is called with the ids of the exchanges that are about to be removed, before anything is: what else was made from them
   * can be removed first.
   */
  readonly beforeRemoval?: (exchangeIds: ReadonlySet<string>) => Promise<void>
}
