import type { Damage } from '@ringback/recording'
import type { KeyRing } from '../keys/redaction-keys.ts'

/** Whom `forgetPerson` removes. */
export interface ForgetOptions {
  /** The recordings folder. */
  readonly recordings: string
  /** Without the right keys only what stands in the recordings is found, and originals only of whole calls. */
  readonly ring: KeyRing
  /** A number, another address, or a SID: the real one or its pseudonym. */
  readonly value: string
  /** True: nothing is removed. */
  readonly dryRun?: boolean
  readonly onDamage?: (damage: Damage) => void
  /**
   * Is called with the ids of the exchanges that are about to be removed, before anything is: what else was made from them
   * can be removed first.
   */
  readonly beforeRemoval?: (exchangeIds: ReadonlySet<string>) => Promise<void>
}
