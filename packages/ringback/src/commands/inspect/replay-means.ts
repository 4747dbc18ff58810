import type { ActOptions } from '@ringback/inspector'
import type { LoadedConfig } from '../../config/load-config.ts'
import type { Io } from '../../shell/io.ts'

/** What opens the originals of a recordings folder, as far as the key is at hand. */
export function replayMeansOf(
  directory: string,
  loaded: LoadedConfig,
  io: Io,
): NonNullable<ActOptions['replayMeans']> {
  return async (recording) => {
    // Keys and originals take time to load, and most pages only show.
    const { keyIdsOf, redactionMeans } = await import('../../recordings/redaction-means.ts')
    const place = { folder: directory }
    const means = { place, loaded, requireKey: false }
    const { redactor, originalOf } = await redactionMeans(keyIdsOf([recording]), means, io)
    return { originalOf, ...(redactor !== undefined && { redactor }) }
  }
}
