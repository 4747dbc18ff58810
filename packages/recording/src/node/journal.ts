import { join } from 'node:path'
import type { Exchange } from '../exchange.ts'
import type { AppendFile, FileSystem } from './file-system.ts'
import { journalLineOf } from './journal-entry.ts'

/** `process`: survives the death of the process. `power`: also a power cut, at the price of a disk flush a batch. */
export type Durability = 'process' | 'power'

export interface Journal {
  /** Resolves when the entry is written; rejects when it was not kept. */
  append(exchange: Exchange): Promise<void>
  /** Ends the current segment once all that was appended before is written. */
  seal(): Promise<void>
}

export interface JournalOptions {
  readonly fs: FileSystem
  readonly directory: string
  readonly durability: Durability
  /** A segment that has grown beyond this is ended. */
  readonly segmentBytes: number
  /** The number of the first segment. */
  readonly firstSegment: number
}

interface Waiting {
  readonly line: string
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const segmentName = /^segment-(\d{8})\.ndjson$/

/** The number of a segment's file name, or undefined when it is none. */
export function segmentNumberOf(name: string): number | undefined {
  const digits = segmentName.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** An append-only journal. What arrives within one turn of the event loop is written at once. */
export function createJournal(options: JournalOptions): Journal {
  const { fs, directory, durability, segmentBytes } = options
  let nextSegment = options.firstSegment
  let segment: { readonly file: AppendFile; size: number } | undefined
  let waiting: Waiting[] = []
  let work: Promise<void> = Promise.resolve()
  let isScheduled = false

  return {
    append: async (exchange) =>
      new Promise((resolve, reject) => {
        waiting.push({ line: journalLineOf(exchange), resolve, reject })
        schedule()
      }),
    async seal() {
      work = work.then(flush).then(endSegment)
      await work
    },
  }

  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      work = work.then(flush)
    })
  }

  // Never rejects: whoever waits for an entry hears of it.
  async function flush(): Promise<void> {
    const batch = waiting
    if (batch.length === 0) return
    waiting = []
    try {
      await write(Buffer.from(batch.map(({ line }) => line).join('')))
    } catch (error) {
      await dropTail()
      for (const { reject } of batch) reject(error)
      return
    }
    for (const { resolve } of batch) resolve()
    if (segment && segment.size >= segmentBytes) await endSegment()
  }

  async function write(bytes: Uint8Array): Promise<void> {
    if (!segment) {
      const name = `segment-${String(nextSegment).padStart(8, '0')}.ndjson`
      nextSegment += 1
      segment = { file: await fs.openAppend(join(directory, name)), size: 0 }
    }
    await segment.file.append(bytes)
    if (durability === 'power') await segment.file.sync()
    segment.size += bytes.length
  }

  // What a failed write left behind goes, or the next entry would be glued to it. When even that fails the segment
  // is left as it is: its torn end is told apart when it is read, and the next entry starts a new one.
  async function dropTail(): Promise<void> {
    if (!segment) return
    try {
      await segment.file.truncate(segment.size)
    } catch {
      await endSegment()
    }
  }

  async function endSegment(): Promise<void> {
    const ended = segment
    segment = undefined
    await ended?.file.close().catch(() => undefined)
  }
}
