import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Damage, Exchange, RecordingStore } from '@ringback/recording'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { decodeObserved } from '../observed/encoding.ts'
import { exchangeOf } from '../observed/exchange-of.ts'
import type { ObservedExchange } from '../observed/observed-exchange.ts'
import { firstFrame, readSegment, type SegmentRead } from '../spool/read-segment.ts'
import { segmentNameOf, segmentsIn } from '../spool/spool-folder.ts'
import { readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.ts'
import { setAside } from './set-aside.ts'

/** Where in the spool an exchange is. */
export interface SpoolPosition {
  readonly segment: number
  readonly frame: number
  /** Its place in the frame. */
  readonly exchange: number
}

export interface SettlerOptions {
  readonly recordings: string
  readonly spool: string
  readonly ring: KeyRing
  readonly store: RecordingStore
  readonly redact: (exchange: Exchange) => Exchange
  /** Is awaited before exchanges are given to the store. */
  readonly beforeStoring?: () => Promise<void>
  /** Keeps the originals of what the store has taken; may be asked again for the same ones. */
  readonly keepOriginals?: (settled: readonly SettledExchange[]) => Promise<void>
  /** Exchanges that are not read, since they ended the process before. */
  readonly poisonous: readonly SpoolPosition[]
  /** Is told of each exchange before it is read; of `undefined` afterwards. */
  readonly onReading: (position: SpoolPosition | undefined) => void
}

/** An exchange as it is recorded, and as it was. */
export interface SettledExchange {
  readonly recorded: Exchange
  readonly original: Exchange
}

/** What a step has brought about. */
export interface SettledStep {
  /** The segment of the spool that was read; 0 when there is none. */
  readonly segment: number
  /** What is in the store now. */
  readonly recorded: readonly Exchange[]
  /** Exchanges that could not be redacted, and are kept sealed. */
  readonly setAside: readonly { readonly id: string; readonly file: string; readonly reason: string }[]
  readonly damage: readonly Damage[]
  /** What a person may want to know and need not do anything about. */
  readonly notes: readonly string[]
  /** The segment that was settled to its end and is gone from the disk, with its size. */
  readonly ended?: { readonly segment: number; readonly bytes: number }
  /** There was nothing to do. */
  readonly isIdle: boolean
}

/** Brings what is in the spool into the store. */
export interface Settler {
  /**
   * Settles some exchanges. Rejects when the store does not take them; they are then tried again in the next step.
   * `isLive`: somebody may still write to the last segment.
   */
  step(isLive: boolean): Promise<SettledStep>
}

/** How much is read of the spool at a time, and how many exchanges are given to the store together. */
const readBytes = 2 ** 19
const exchangesAtOnce = 200

interface Progress {
  readonly recorded: Exchange[]
  readonly setAside: { id: string; file: string; reason: string }[]
  readonly damage: Damage[]
  readonly notes: string[]
}

export function createSettler(options: SettlerOptions): Settler {
  const { spool, ring } = options
  let checkpoint: Checkpoint | undefined

  return {
    async step(isLive) {
      const progress: Progress = { recorded: [], setAside: [], damage: [], notes: [] }
      checkpoint ??= await readCheckpoint(spool, ring)
      // Listed before it is read: a segment that has a successor then is complete.
      const segments = await segmentsIn(spool)
      const at = checkpoint
      const [segment] = segments
      if (segment === undefined) return { ...progress, segment: 0, isIdle: true }
      const file = join(spool, segmentNameOf(segment))
      const from = segment === at.segment ? at : { segment, ...firstFrame }
      const isFinished = !isLive || segment !== segments.at(-1)
      const read = await readSegment(file, ring, from, readBytes)
      if (read.state === 'wrong-key') throw new Error(`The redaction key cannot decrypt ${file}.`)
      const used = await settleFrames(options, segment, read, progress)
      const next = { segment, ...(used ?? from) }
      const isAtEnd = read.state !== 'more' && used === read.frames.at(-1)?.next
      checkpoint = next
      if (used !== undefined) await writeCheckpoint(spool, next, ring)
      if (!isAtEnd || !isFinished) return { ...progress, segment, isIdle: used === undefined }
      const bytes = await endSegment(file, read.state, progress)
      checkpoint = { segment: segment + 1, ...firstFrame }
      await writeCheckpoint(spool, checkpoint, ring)
      return { ...progress, segment, ended: { segment, bytes }, isIdle: false }
    },
  }
}

/** Settles the first of the frames. Returns where the next one begins, or undefined when there was none. */
async function settleFrames(
  options: SettlerOptions,
  segment: number,
  { frames }: SegmentRead,
  progress: Progress,
): Promise<SegmentRead['frames'][number]['next'] | undefined> {
  let next: SegmentRead['frames'][number]['next'] | undefined
  const settled: SettledExchange[] = []
  for (const frame of frames) {
    if (settled.length >= exchangesAtOnce) break
    next = frame.next
    if (frame.text === undefined) {
      const where = join(options.spool, segmentNameOf(segment))
      progress.damage.push({
        where,
        reason: `${frame.next.offset - frame.position.offset} bytes from byte ${frame.position.offset} on are damaged`,
      })
      continue
    }
    let index = 0
    for (const observed of decodeObserved(frame.text)) {
      const position = { segment, frame: frame.position.frame, exchange: index }
      index += 1
      const exchange = await redacted(options, observed, position, progress)
      if (exchange) settled.push(exchange)
    }
  }
  options.onReading(undefined)
  await options.beforeStoring?.()
  await Promise.all(settled.map(async ({ recorded }) => options.store.append(recorded)))
  await options.keepOriginals?.(settled)
  progress.recorded.push(...settled.map(({ recorded }) => recorded))
  return next
}

async function redacted(
  options: SettlerOptions,
  observed: ObservedExchange,
  position: SpoolPosition,
  progress: Progress,
): Promise<SettledExchange | undefined> {
  const keepAside = async (reason: string): Promise<undefined> => {
    const file = await setAside(options.recordings, options.ring.current, observed)
    progress.setAside.push({ id: observed.id, file, reason })
    return undefined
  }
  if (options.poisonous.some((each) => isSame(each, position))) {
    return keepAside('reading it crashed the recorder twice')
  }
  options.onReading(position)
  try {
    const original = exchangeOf(observed)
    return { original, recorded: options.redact(original) }
  } catch (error) {
    // The message may quote what was to be redacted.
    return keepAside(
      `it could not be read and redacted (${error instanceof Error ? error.name : typeof error})`,
    )
  }
}

function isSame(a: SpoolPosition, b: SpoolPosition): boolean {
  return a.segment === b.segment && a.frame === b.frame && a.exchange === b.exchange
}

/** Removes a segment that was settled. What could not be read of it is told; a damaged one is kept under another name. */
async function endSegment(file: string, state: SegmentRead['state'], progress: Progress): Promise<number> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  const isDamaged = state === 'damaged' || progress.damage.some(({ where }) => where === file)
  if (state === 'incomplete' && size > 0) {
    progress.notes.push(
      `The end of ${file} was cut off while it was written. Nothing that was recorded is missing.`,
    )
  } else if (state === 'damaged') {
    progress.damage.push({ where: file, reason: 'it is damaged and cannot be read completely' })
  }
  if (isDamaged) await rename(file, file.replace(/segment-(\d+)\.sealed$/, 'damaged-$1.sealed'))
  else await rm(file, { force: true })
  return size
}
