import { messageOf } from '@ringback/common'
import type { RedactionKeys } from '../keys/redaction-keys.ts'
import { createByteWriter } from '../observed/byte-writer.ts'
import { encodeObserved } from '../observed/encoding.ts'
import type { ObservedExchange } from '../observed/observed-exchange.ts'
import { frameOverheadBytes } from '../seal/segment.ts'
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
export type KeptExchange = Omit<ObservedExchange, 'headers' | 'body' | 'answer' | 'provenance'> & {
  readonly status: number | null
}

/** Seals exchanges into the spool. */
export interface SpoolWriter {
  /** Opens the first segment. */
  prepare(): Promise<void>
  /** Takes an exchange. Never waits and never throws; what becomes of it is told by `onKept` or `onNotKept`. */
  take(observed: ObservedExchange): void
  /** Resolves when all that was taken is kept or not. */
  flush(): Promise<void>
  /** A segment of the spool was settled, and is gone from the disk with so many bytes. */
  settled(segment: number, bytes: number): void
  /** Writes everything that is not settled anew after its folder was deleted. */
  restore(): Promise<void>
  /** Flushes and takes nothing more. */
  close(): Promise<void>
}

/** How long exchanges are gathered before they are sealed together. */
const batchMs = 2
/** A batch that has grown so large is sealed at once. */
const batchBytes = 512 * 1024

/**
 * A writer of the spool. What arrives within a few milliseconds is sealed together on the calling thread and given to the
 * disk in one write, behind the answers' backs. While a write is under way the next batch gathers.
 */
// oxlint-disable-next-line max-lines-per-function -- the functions inside share the state of one spool
export function createSpoolWriter(options: SpoolWriterOptions): SpoolWriter {
  const { limitBytes, memoryBytes, onKept, onNotKept } = options
  const segments = createSegmentWriter(options)
  const bytes = createByteWriter()
  let batch: KeptExchange[] = []
  let usedBytes = options.usedBytes
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined
  let isClosed = false

  function refusal(size: number): readonly [NotKeptReason, string] | undefined {
    if (isClosed) return ['closed', 'The recorder is closed.']
    if (usedBytes + bytes.length + size > limitBytes) {
      return ['spool-full', `The spool has reached its limit of ${limitBytes} bytes (spoolLimitBytes).`]
    }
    if (bytes.length + size > memoryBytes) {
      return ['spool-slow', `The disk is too slow: ${memoryBytes} bytes are waiting to be written.`]
    }
    return undefined
  }

  // Never rejects.
  async function write(): Promise<void> {
    const kept = batch
    if (kept.length === 0) return
    batch = []
    const size = bytes.length + frameOverheadBytes
    try {
      const written = segments.write(bytes.written())
      bytes.clear()
      usedBytes += size
      await written
      onKept(kept)
    } catch (error) {
      usedBytes -= size
      onNotKept(kept, 'spool-failed', `The spool cannot be written: ${messageOf(error)}`)
    }
  }

  function writeSoon(delay: number): void {
    if (writing !== undefined || (timer !== undefined && delay > 0)) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      writing = write().finally(() => {
        writing = undefined
        if (batch.length > 0) writeSoon(batchMs)
      })
    }, delay)
  }

  async function flush(): Promise<void> {
    while (writing !== undefined || batch.length > 0) {
      clearTimeout(timer)
      timer = undefined
      writing ??= write().finally(() => (writing = undefined))
      await writing
    }
  }

  return {
    take(observed) {
      const kept = keptOf(observed)
      const size =
        2 * observed.url.length + observed.body.bytes.length + (observed.answer?.body.bytes.length ?? 0)
      const refused = refusal(size)
      if (refused !== undefined) {
        onNotKept([kept], ...refused)
        return
      }
      encodeObserved(observed, bytes)
      batch.push(kept)
      writeSoon(bytes.length >= batchBytes ? 0 : batchMs)
    },
    flush,
    prepare: async () => segments.prepare(),
    settled(segment, freedBytes) {
      usedBytes = Math.max(usedBytes - freedBytes, 0)
      void segments.settled(segment)
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
  const { id, startedAt, durationMs, method, url, problem, signature, answer } = observed
  return { id, startedAt, durationMs, method, url, problem, signature, status: answer?.status ?? null }
}
