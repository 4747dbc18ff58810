import { mkdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissingFile } from '@ringback/common'
import type { Durability } from '@ringback/recording/node'
import type { RedactionKeys } from '../keys/redaction-keys.ts'
import { frameOverheadBytes, headerBytes, newSegment, sealFrame } from '../seal/segment.ts'
import { appendFiles, type AppendFile, type AppendFiles } from './append-file.ts'
import { createDiskPace } from './disk-pace.ts'
import { segmentNameOf } from './spool-folder.ts'

export interface SegmentWriterOptions {
  readonly spool: string
  readonly keys: RedactionKeys
  readonly durability: Durability
  /** The number of the first segment. */
  readonly firstSegment: number
  /** A segment that has grown beyond this is ended. */
  readonly segmentBytes: number
  /** Default: the real file system's. */
  readonly files?: AppendFiles
  /** Segments of an earlier run that are not settled. */
  readonly leftover?: ReadonlyMap<number, AppendFile>
}

/** Writes frames into segments, one after the other. Calls must not overlap, but for `restore`. */
export interface SegmentWriter {
  /** What a text of so many bytes would take on disk if it were written now. */
  bytesFor(textBytes: number): number
  /** The same if it is written later: the segment may have been ended by then. */
  mostBytesFor(textBytes: number): number
  /** Opens the first segment, so that the first write is one write(2). */
  prepare(): Promise<void>
  /**
   * Seals a text and writes it before it returns, if it is short, the disk is known to be quick and nothing else is under way.
   * Returns whether it did. After a failure the next text starts a new segment.
   */
  writeNow(text: Uint8Array): boolean
  /** Seals a text before it returns, and resolves when it is on disk. After a failure the next text starts a new segment. */
  write(text: Uint8Array): Promise<void>
  /** Writes all segments that were not settled anew, byte for byte, after they were deleted. */
  restore(): Promise<void>
  /** A segment was settled, and is gone from the disk. */
  settled(number: number): Promise<void>
  close(): Promise<void>
}

interface Segment {
  readonly number: number
  readonly key: Buffer
  /** Written with the first frame. */
  readonly header: Buffer
  file: AppendFile | undefined
  frames: number
  size: number
}

/**
 * A longer text is left to the thread pool: asking it takes about 20 µs, and writing so much as long where the system's memory
 * for it has not been in use. Sealing it there as well, in a thread of its own, was slower: it takes a fifth more processor time.
 */
const shortBytes = 16 * 1024

// oxlint-disable-next-line max-lines-per-function -- the functions inside share the state of one segment
export function createSegmentWriter(options: SegmentWriterOptions): SegmentWriter {
  const { spool, keys, durability, segmentBytes, files = appendFiles } = options
  const pace = createDiskPace()
  let nextNumber = options.firstSegment
  let segment: Segment | undefined
  /** Files of ended segments that are not settled: while they are open their contents cannot be lost. */
  const unsettled = new Map(options.leftover)
  let turn: Promise<unknown> = Promise.resolve()
  let tasks = 0

  function currentSegment(): Segment {
    if (segment === undefined) {
      segment = { number: nextNumber, ...newSegment(keys), file: undefined, frames: 0, size: 0 }
      nextNumber += 1
    }
    return segment
  }

  function endSegment(): void {
    if (segment?.file !== undefined) unsettled.set(segment.number, segment.file)
    segment = undefined
  }

  async function open(number: number): Promise<AppendFile> {
    const path = join(spool, segmentNameOf(number))
    try {
      return await files.open(path)
    } catch (error) {
      if (!isMissingFile(error)) throw error
      await mkdir(spool, { recursive: true, mode: 0o700 })
      return files.open(path)
    }
  }

  function openNow(number: number): AppendFile {
    const path = join(spool, segmentNameOf(number))
    try {
      return files.openNow(path)
    } catch (error) {
      if (!isMissingFile(error)) throw error
      mkdirSync(spool, { recursive: true, mode: 0o700 })
      return files.openNow(path)
    }
  }

  function seal(to: Segment, text: Uint8Array): Buffer {
    const frame = sealFrame(to.key, to.frames, text)
    to.frames += 1
    return frame
  }

  function withHeader(to: Segment, sealed: Buffer): Buffer {
    return to.size === 0 ? Buffer.concat([to.header, sealed]) : sealed
  }

  function grow(to: Segment, sealed: Buffer): void {
    to.size += sealed.length
    if (to.size >= segmentBytes) endSegment()
  }

  function appendNow(to: Segment, sealed: Buffer): void {
    try {
      to.file ??= openNow(to.number)
      to.file.appendNow(withHeader(to, sealed))
    } catch (error) {
      endSegment()
      throw error
    }
    grow(to, sealed)
  }

  async function append(to: Segment, sealed: Buffer): Promise<void> {
    try {
      to.file ??= await open(to.number)
      await to.file.append(withHeader(to, sealed))
      if (durability === 'power') await to.file.sync()
    } catch (error) {
      // What a failed write left behind stays: the reader tells it from what was kept.
      endSegment()
      throw error
    }
    grow(to, sealed)
  }

  async function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    tasks += 1
    const result = turn.then(task)
    turn = result.catch(() => undefined).finally(() => (tasks -= 1))
    return result
  }

  const mostBytesFor = (textBytes: number): number => textBytes + frameOverheadBytes + headerBytes
  return {
    mostBytesFor,
    bytesFor: (textBytes) =>
      mostBytesFor(textBytes) - (segment === undefined || segment.size === 0 ? 0 : headerBytes),
    prepare: async () =>
      inTurn(async () => {
        const to = currentSegment()
        to.file ??= await open(to.number)
      }),
    writeNow(text) {
      if (text.length > shortBytes || tasks > 0 || durability === 'power' || !pace.isQuick()) return false
      const to = currentSegment()
      const sealed = seal(to, text)
      pace.time(() => appendNow(to, sealed))
      return true
    },
    async write(text) {
      const to = currentSegment()
      const sealed = seal(to, text)
      await inTurn(async () => append(to, sealed))
    },
    restore: async () =>
      inTurn(async () => {
        for (const [number, file] of unsettled) unsettled.set(number, await restored(number, file))
        if (segment?.file) segment.file = await restored(segment.number, segment.file)
      }),
    settled: async (number) =>
      inTurn(async () => {
        await unsettled
          .get(number)
          ?.close()
          .catch(() => undefined)
        unsettled.delete(number)
      }),
    close: async () =>
      inTurn(async () => {
        endSegment()
        for (const file of unsettled.values()) await file.close().catch(() => undefined)
        unsettled.clear()
      }),
  }

  async function restored(number: number, file: AppendFile): Promise<AppendFile> {
    const contents = await file.contents()
    const again = await open(number)
    await again.append(contents)
    await file.close().catch(() => undefined)
    return again
  }
}
