import { messageOf } from '@ringback/common'
import type { SignatureCause } from '@ringback/recording'
import type { RedactionKeys } from '../keys/redaction-keys.ts'
import { createByteWriter } from '../observed/byte-writer.ts'
import { encodeObserved } from '../observed/encoding.ts'
import type { ObservedExchange } from '../observed/observed-exchange.ts'
import { createSegmentWriter, type SegmentWriterOptions } from './segment-writer.ts'

/** Why an exchange is not kept. */
export type NotKeptReason = 'spool-failed' | 'spool-full' | 'spool-slow' | 'closed'

export interface SpoolWriterOptions extends SegmentWriterOptions {
  readonly keys: RedactionKeys
  /** How many bytes the spool may have on disk; what comes then is not kept, so that the oldest is. */
  readonly limitBytes: number
  /** How many bytes may wait in memory for the disk; what comes then is not kept. */
  readonly memoryBytes: number
  /** How many bytes of an earlier run are in the spool. */
  readonly usedBytes: number
  /** These are kept: they survive the death of the process, or a power cut. */
  readonly onKept: (exchanges: readonly KeptExchange[]) => void
  readonly onNotKept: (exchanges: readonly KeptExchange[], reason: NotKeptReason, message: string) => void
}

/** What is known of an exchange without opening what is sealed. Never written to disk. */
export type KeptExchange = Omit<
  ObservedExchange,
  'headers' | 'body' | 'answer' | 'provenance' | 'signatureCause' | 'upstream'
> & {
  readonly signatureCause: SignatureCause | undefined
  readonly upstream: string | undefined
  readonly status: number | null
}

type Refusal = readonly [reason: NotKeptReason, message: string]

interface Batch {
  readonly kept: readonly KeptExchange[]
  readonly text: Uint8Array
  /** Of the sealed text. */
  readonly size: number
}

/** Seals exchanges into the spool. */
export interface SpoolWriter {
  /** Opens the first segment. */
  prepare(): Promise<void>
  /** Takes an exchange. Never waits and never throws; what becomes of it is told by `onKept` or `onNotKept`. */
  take(observed: ObservedExchange): void
  /** Resolves when all that was taken is kept or not. */
  flush(): Promise<void>
  /** A segment was settled, and is gone from the disk with so many bytes; undefined: one of another spool. */
  settled(segment: number | undefined, bytes: number): void
  /** Writes everything that is not settled anew after its folder was deleted. */
  restore(): Promise<void>
  /** Flushes and takes nothing more. */
  close(): Promise<void>
}

/** For how long exchanges are gathered before they are sealed together: what was answered longer ago is kept. */
const batchMs = 4
/** A batch that has grown so large is sealed at once: beyond that an exchange hardly gets cheaper. */
const batchBytes = 64 * 1024

/**
 * A writer of the spool. What arrives within a few milliseconds, or 64 kB of it, is sealed together. A short batch is written on
 * the calling thread: about 100 µs, and nothing that was answered waits for a thread. A longer one, and what goes to a disk that is
 * slow or has to make every write last, is written by the thread pool; the next batch gathers meanwhile.
 */
// oxlint-disable-next-line max-lines-per-function -- the functions inside share the state of one spool
export function createSpoolWriter(options: SpoolWriterOptions): SpoolWriter {
  const { limitBytes, memoryBytes, onKept, onNotKept } = options
  const segments = createSegmentWriter(options)
  const bytes = createByteWriter()
  let batch: KeptExchange[] = []
  let usedBytes = options.usedBytes
  let isScheduled = false
  let writing: Promise<void> | undefined
  let isClosed = false

  function refusalOf({ url, body, answer }: ObservedExchange): Refusal | undefined {
    if (isClosed) return ['closed', 'The recorder is closed.']
    const size = 2 * url.length + body.bytes.length + (answer?.body.bytes.length ?? 0)
    if (bytes.length + size <= memoryBytes) return undefined
    return ['spool-slow', `The disk is too slow: ${memoryBytes} bytes are waiting to be written.`]
  }

  /** Adds an exchange to the batch, if there is room for it on disk. */
  function add(observed: ObservedExchange): Refusal | undefined {
    const before = bytes.length
    try {
      encodeObserved(observed, bytes)
    } catch (error) {
      // Something that is no exchange must not damage those that are.
      bytes.truncate(before)
      throw error
    }
    if (usedBytes + segments.mostBytesFor(bytes.length) <= limitBytes) return undefined
    bytes.truncate(before)
    return [
      'spool-full',
      `The spool is full: ${limitBytes} bytes wait to be redacted (--spool-limit, spoolLimitBytes).`,
    ]
  }

  /** What was taken, to be written; undefined when there is nothing. */
  function takeBatch(): Batch | undefined {
    if (batch.length === 0) return undefined
    const taken = { kept: batch, text: bytes.written(), size: segments.bytesFor(bytes.length) }
    batch = []
    return taken
  }

  function notKept({ kept }: Batch, error: unknown): void {
    onNotKept(kept, 'spool-failed', `The spool cannot be written: ${messageOf(error)}`)
  }

  function write(): void {
    if (writing !== undefined) return
    const taken = takeBatch()
    if (taken === undefined) return
    let isWritten: boolean
    try {
      isWritten = segments.writeNow(taken.text)
    } catch (error) {
      bytes.clear()
      notKept(taken, error)
      return
    }
    if (!isWritten) {
      writing = writeLater(taken).finally(() => {
        writing = undefined
        write()
      })
      return
    }
    bytes.clear()
    usedBytes += taken.size
    onKept(taken.kept)
  }

  // Never rejects.
  async function writeLater(taken: Batch): Promise<void> {
    usedBytes += taken.size
    const written = segments.write(taken.text)
    bytes.clear()
    try {
      await written
      onKept(taken.kept)
    } catch (error) {
      usedBytes -= taken.size
      notKept(taken, error)
    }
  }

  /** A timer is left to run when its batch was written before: making one costs more than a look at an empty batch. */
  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setTimeout(() => {
      isScheduled = false
      write()
    }, batchMs)
  }

  async function flush(): Promise<void> {
    write()
    for (let pending = writing; pending !== undefined; pending = writing) await pending
  }

  return {
    take(observed) {
      const refused = refusalOf(observed) ?? add(observed)
      if (refused !== undefined) {
        onNotKept([keptOf(observed)], ...refused)
        return
      }
      batch.push(keptOf(observed))
      if (bytes.length >= batchBytes) write()
      else schedule()
    },
    flush,
    prepare: async () => segments.prepare(),
    settled(segment, freedBytes) {
      usedBytes = Math.max(usedBytes - freedBytes, 0)
      if (segment !== undefined) void segments.settled(segment)
    },
    restore: async () => segments.restore(),
    async close() {
      isClosed = true
      await flush()
      await segments.close()
    },
  }
}

function keptOf(observed: ObservedExchange): KeptExchange {
  const { id, startedAt, durationMs, method, url, problem, signature, signatureCause, upstream, answer } =
    observed
  return {
    id,
    startedAt,
    durationMs,
    method,
    url,
    problem,
    signature,
    signatureCause,
    upstream,
    status: answer === null ? null : answer.status,
  }
}
