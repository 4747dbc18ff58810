import type { ActOptions } from '@ringback/inspector'
import type { LoadedConfig } from '../../config/load-config.ts'
import type { RecordingsPlace } from '../../recordings/place.ts'
import type { Io } from '../../shell/io.ts'

/** What opens the originals of recordings, as far as the key is at hand. */
export function replayMeansOf(
  place: RecordingsPlace,
  loaded: LoadedConfig,
  io: Io,
): NonNullable<ActOptions['replayMeans']> {
  return async (recording) => {
    // Keys and originals take time to load, and most pages only show.
    const { keyIdsOf, redactionMeans } = await import('../../recordings/redaction-means.ts')
    const means = { place, loaded, requireKey: false }
    const { redactor, originalOf } = await redactionMeans(keyIdsOf([recording]), means, io)
    return { originalOf, ...(redactor !== undefined && { redactor }) }
  }
}
