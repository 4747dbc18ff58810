import { rename, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Damage } from '@ringback/recording'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { decodeObserved } from '../observed/encoding.ts'
import type { ObservedExchange } from '../observed/observed-exchange.ts'
import type { OwnClock } from '../store/own-clock.ts'
import { firstFrame, readSegment, type FramePosition, type SegmentRead } from '../spool/read-segment.ts'
import { segmentNameOf, segmentsIn } from '../spool/spool-folder.ts'
import { readCheckpoint, removeCheckpoint, writeCheckpoint } from './checkpoint.ts'

/** Where in the spools of a folder an exchange is. */
export interface SpoolPosition {
  /** The number of the spool. */
  readonly spool: number
  readonly segment: number
  readonly frame: number
  /** Its place in the frame. */
  readonly exchange: number
}

/** A segment that was settled to its end and is gone from the disk, with its size. */
export interface EndedSegment {
  readonly spool: number
  readonly segment: number
  readonly bytes: number
}

/** An exchange that was read and is not settled yet. */
export interface WaitingExchange {
  readonly observed: ObservedExchange
  readonly position: SpoolPosition
}

/** What reading and ending segments brings to light. */
export interface ReadProgress {
  readonly damage: Damage[]
  readonly notes: string[]
  readonly ended: EndedSegment[]
}

/** Reads one spool from its checkpoint on, exchange by exchange. */
export interface SpoolReader {
  /**
   * Reads on when everything that was read is taken and settled, and ends the segments that are settled to their end.
   * `isWritten`: somebody may still write to the last segment.
   */
  fill(isWritten: boolean, progress: ReadProgress): Promise<void>
  /** The first exchange that was read and not taken. */
  first(): WaitingExchange | undefined
  /** Takes it. */
  take(): void
  /** Whether more may follow what was read: false when the last `fill` has read everything. */
  hasMore(): boolean
  /** What was taken is in the store: moves the checkpoint. Resolves to whether it moved. */
  settled(): Promise<boolean>
}

export interface SpoolReaderOptions {
  /** Its folder. */
  readonly folder: string
  readonly spool: number
  readonly ring: KeyRing
  /** Corrects the time of an exchange. Default: it stays. */
  readonly corrected?: OwnClock['corrected'] | undefined
}

interface ReadFrame {
  readonly frame: number
  readonly next: FramePosition
  /** Decoded one by one: thousands of them would outlive the young generation. */
  readonly exchanges: Iterator<ObservedExchange, undefined>
  /** The first one that is not taken, as soon as it was asked for. */
  observed: ObservedExchange | undefined
  taken: number
}

/** How much is read of a spool at a time. */
const readBytes = 2 ** 22

const nothing = Buffer.alloc(0)

/** Opens a reader of a spool; there need not be anything in it. */
// oxlint-disable-next-line max-lines-per-function -- the functions inside share the place that was read to
export async function openSpoolReader({
  folder,
  spool,
  ring,
  corrected = (observed) => observed,
}: SpoolReaderOptions): Promise<SpoolReader> {
  /** All whole frames before it are taken. */
  let at = await readCheckpoint(folder, ring)
  let kept = at
  const frames: ReadFrame[] = []
  let hasMore = false
  let isDamaged = false

  function readIn({ exchanges }: ReadFrame): ObservedExchange | undefined {
    const { value } = exchanges.next()
    return value && corrected(value, { spool, segment: at.segment })
  }

  function first(): WaitingExchange | undefined {
    for (let frame = frames[0]; frame !== undefined; frame = frames[0]) {
      const observed = (frame.observed ??= readIn(frame))
      if (observed !== undefined) {
        const position = { spool, segment: at.segment, frame: frame.frame, exchange: frame.taken }
        return { observed, position }
      }
      at = { segment: at.segment, ...frame.next }
      frames.shift()
    }
    return undefined
  }

  function see({ frames: opened }: SegmentRead, where: string, damage: Damage[]): void {
    for (const { position, next, text } of opened) {
      const exchanges = decodeObserved(text ?? nothing)
      frames.push({ frame: position.frame, next, exchanges, observed: undefined, taken: 0 })
      if (text !== undefined) continue
      isDamaged = true
      const bytes = next.offset - position.offset
      damage.push({ where, reason: `${bytes} bytes from byte ${position.offset} on are damaged` })
    }
  }

  return {
    first,
    take() {
      const [frame] = frames
      if (frame === undefined) return
      frame.observed = undefined
      frame.taken += 1
    },
    hasMore: () => hasMore,
    async settled() {
      first()
      if (at === kept) return false
      await writeCheckpoint(folder, at, ring)
      kept = at
      return true
    },
    async fill(isWritten, progress) {
      // What was read earlier is not read on: more may have come since.
      hasMore = true
      while (first() === undefined) {
        hasMore = false
        // Listed before it is read: a segment that has a successor then is complete.
        const segments = await segmentsIn(folder)
        const [segment] = segments
        if (segment === undefined) {
          if (!isWritten && spool > 0) await removeSpool(folder)
          return
        }
        if (segment !== at.segment) {
          at = { segment, ...firstFrame }
          isDamaged = false
        }
        const file = join(folder, segmentNameOf(segment))
        const read = await readSegment(file, ring, at, readBytes)
        if (read.state === 'wrong-key') throw new Error(`The redaction key cannot decrypt ${file}.`)
        see(read, file, progress.damage)
        hasMore = read.state === 'more' || segments.length > 1
        if (read.frames.length > 0) continue
        if (isWritten && segment === segments.at(-1)) return
        const bytes = await endSegment({ file, isDamaged }, read.state, progress)
        progress.ended.push({ spool, segment, bytes })
        at = { segment: segment + 1, ...firstFrame }
        isDamaged = false
        await writeCheckpoint(folder, at, ring)
        kept = at
      }
    },
  }
}

/** Removes a segment that was settled. What could not be read of it is told; a damaged one is kept under another name. */
async function endSegment(
  { file, isDamaged }: { readonly file: string; readonly isDamaged: boolean },
  state: SegmentRead['state'],
  progress: ReadProgress,
): Promise<number> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (state === 'incomplete' && size > 0) {
    progress.notes.push(
      `The end of ${file} was cut off while it was written. Nothing that was recorded is missing.`,
    )
  } else if (state === 'damaged') {
    progress.damage.push({ where: file, reason: 'it is damaged and cannot be read completely' })
  }
  if (isDamaged || state === 'damaged') {
    await rename(file, file.replace(/segment-(\d+)\.sealed$/, 'damaged-$1.sealed'))
  } else await rm(file, { force: true })
  return size
}

/** Removes the spool of a worker process that has ended. One with damaged segments stays. */
async function removeSpool(folder: string): Promise<void> {
  await removeCheckpoint(folder)
  await rmdir(folder).catch(() => undefined)
}
