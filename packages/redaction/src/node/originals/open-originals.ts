import { RingbackError } from '@ringback/common'
import type { Damage } from '@ringback/recording'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { databaseOriginals, type OriginalsDatabase } from './database/database-originals.ts'
import { folderOriginals } from './folder-originals.ts'
import type { Originals } from './originals.ts'

/** Whose originals `openOriginals` opens. */
export interface OriginalsOptions {
  /** The recordings folder. */
  readonly recordings: string
  /** Where the recordings are in a database: its originals, instead of those of the folder. */
  readonly database?: OriginalsDatabase
  readonly ring: KeyRing
  /**
   * Is told of a sealed file, or original of a database, that is damaged, once for each. Its originals then count as missing.
   * Default: reading one throws.
   */
  readonly onDamage?: (damage: Damage) => void
}

/** Opens the originals of a recordings folder or of a database. There need not be any. */
export async function openOriginals(options: OriginalsOptions): Promise<Originals> {
  const { recordings, database, ring, onDamage = throwDamage } = options
  return database === undefined
    ? folderOriginals({ recordings, ring, onDamage })
    : databaseOriginals(database, { ring, onDamage })
}

function throwDamage({ where, reason }: Damage): never {
  throw new RingbackError('damaged-original', `${where}: ${reason}.`, {
    remedy: 'Restore it from git or a backup, or delete it: the recording is then compared without it.',
  })
}
