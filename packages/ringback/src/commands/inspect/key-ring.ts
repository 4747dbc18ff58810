import type { ActOptions } from '@ringback/inspector'
import type { LoadedConfig } from '../../config/load-config.ts'
import type { Io } from '../../shell/io.ts'

/** The keys of a recordings folder, as far as they are at hand. */
export function keyRingOf(
  directory: string,
  loaded: LoadedConfig,
  io: Io,
): NonNullable<ActOptions['keyRing']> {
  return async () => {
    // Keys take time to load, and most pages only show.
    const { keysForFolder } = await import('../../recordings/redaction-means.ts')
    return keysForFolder(directory, loaded, io)
  }
}
