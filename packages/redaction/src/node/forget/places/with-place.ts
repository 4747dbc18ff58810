import { existsSync } from 'node:fs'
import { lockFolder } from '@ringback/recording/node'
import type { ForgetWhere } from '../forget-options.ts'
import { databasePlace } from './database-place.ts'
import { openFolderPlace } from './folder-place.ts'
import type { ForgetPlace } from './forget-place.ts'

/**
 * Opens what something is to be removed from: a database where there is one, else the folder. The folder is locked meanwhile, since it
 * holds the state of this machine in any case.
 * @throws {FolderInUseError} while another process writes to the folder.
 */
export async function withForgetPlace<Result>(
  { recordings, database, ring, onDamage = () => undefined, onProgress = () => undefined }: ForgetWhere,
  use: (place: ForgetPlace) => Promise<Result>,
): Promise<Result> {
  // With a database there need not be any state on this machine.
  const lock = database === undefined || existsSync(recordings) ? await lockFolder(recordings) : undefined
  try {
    const place =
      database === undefined
        ? await openFolderPlace({ recordings, ring, onDamage })
        : databasePlace(database, { ring, onDamage, onProgress })
    try {
      return await use(place)
    } finally {
      await place.close()
    }
  } finally {
    lock?.release()
  }
}
