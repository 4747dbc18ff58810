import type { Durability } from '@ringback/recording/node'
import type { RedactionKey, RedactorOptions } from '../../redactor-options.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import type { RecordingDatabase } from '../store/recording-database.ts'

/** The options of `createRedactor` that are plain data, without the key. */
export type RedactionSettings = Omit<RedactorOptions, keyof RedactionKey | 'callSecrets' | 'paths' | 'redact'>

/** How the exchanges of a recordings folder are redacted and recorded. Plain data, since a worker thread does it. */
export interface SettleSettings {
  /** The recordings folder; with a database, the folder that holds what must be on this machine: the spool and its state. */
  readonly recordings: string
  /** The database that exchanges are recorded into. Default: the folder. */
  readonly store?: RecordingDatabase
  /** How this recorder is known to the others of the database. Default: a name that nobody has. */
  readonly recorder?: string
  readonly ring: KeyRing
  /** `off`: exchanges are recorded as they were. */
  readonly redaction: RedactionSettings | 'off'
  readonly durability: Durability
  /** Whether originals are kept, sealed. Default: in a folder, unless redaction is off; in a database only where this is true. */
  readonly originals?: boolean
  /** The URL of a module whose default export changes an exchange before it is redacted, in the thread that redacts. */
  readonly redactHook?: string
  /**
   * The URL of a module that exports `createRedact(settings)`, which returns a function from an exchange to the redacted
   * one, to be used instead of ringback's own redactor.
   */
  readonly redactModule?: string
}
