import { join } from 'node:path'
import { isMissingFile } from '@ringback/common'
import { openExistingFile, type AppendFile } from './append-file.ts'
import { createSegmentWriter, type SegmentWriter, type SegmentWriterOptions } from './segment-writer.ts'
import { segmentNameOf, segmentsIn, spoolOf } from './spool-folder.ts'

/**
 * Spools that nobody writes to any more, of earlier runs and of worker processes that ended. Their files are held open until
 * they are settled: what is in them is not lost when the folder is deleted.
 */
export interface HeldSpools {
  hold(spool: number): Promise<void>
  /** A segment of any spool was settled, and is gone from the disk. */
  settled(spool: number, segment: number): void
  /** Writes what is held anew after the folder was deleted. */
  restore(): Promise<void>
  close(): Promise<void>
}

/** Holds spools of a spool folder. */
export function createHeldSpools(
  spoolFolder: string,
  options: Pick<SegmentWriterOptions, 'keys' | 'durability'>,
): HeldSpools {
  const held = new Map<number, SegmentWriter>()
  return {
    async hold(spool) {
      const folder = spoolOf(spoolFolder, spool)
      const leftover = await openSegments(folder)
      // Nothing is written to it but what was in it.
      const writer = createSegmentWriter({
        ...options,
        spool: folder,
        firstSegment: 1,
        segmentBytes: 0,
        leftover,
      })
      held.set(spool, writer)
    },
    settled(spool, segment) {
      void held.get(spool)?.settled(segment)
    },
    async restore() {
      for (const writer of held.values()) {
        try {
          await writer.restore()
        } catch (error) {
          // It was held after the folder was deleted: then it is there.
          // Errors of the system carry a code.
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        }
      }
    },
    async close() {
      await Promise.all([...held.values()].map(async (writer) => writer.close()))
    },
  }
}

/** The segments of a spool, opened; one that was settled meanwhile is left out. */
export async function openSegments(folder: string): Promise<ReadonlyMap<number, AppendFile>> {
  const opened = new Map<number, AppendFile>()
  for (const number of await segmentsIn(folder)) {
    try {
      opened.set(number, await openExistingFile(join(folder, segmentNameOf(number))))
    } catch (error) {
      if (!isMissingFile(error)) throw error
    }
  }
  return opened
}
