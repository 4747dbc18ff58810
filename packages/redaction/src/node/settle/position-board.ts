import type { SpoolPosition } from './spool-reader.ts'

const slots = 5

/**
 * A note in shared memory of the exchange that a worker is reading, which is still there when the worker died of it.
 */
export interface PositionBoard {
  readonly buffer: SharedArrayBuffer
  note(position: SpoolPosition | undefined): void
  /** What is being read; undefined between exchanges. */
  read(): SpoolPosition | undefined
}

export function createPositionBoard(
  buffer: SharedArrayBuffer = new SharedArrayBuffer(slots * Int32Array.BYTES_PER_ELEMENT),
): PositionBoard {
  const cells = new Int32Array(buffer)
  return {
    buffer,
    note(position) {
      Atomics.store(cells, 0, 0)
      if (position === undefined) return
      Atomics.store(cells, 1, position.segment)
      Atomics.store(cells, 2, position.frame)
      Atomics.store(cells, 3, position.exchange)
      Atomics.store(cells, 4, position.spool)
      Atomics.store(cells, 0, 1)
    },
    read() {
      if (Atomics.load(cells, 0) === 0) return undefined
      return {
        spool: Atomics.load(cells, 4),
        segment: Atomics.load(cells, 1),
        frame: Atomics.load(cells, 2),
        exchange: Atomics.load(cells, 3),
      }
    },
  }
}
