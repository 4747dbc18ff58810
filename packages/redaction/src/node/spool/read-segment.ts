import type { FileHandle } from 'node:fs/promises'
import { openRegularFile } from '@ringback/recording/node'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { frameLengthAt, frameOverheadBytes, headerBytes, openFrame, openHeader } from '../seal/segment.ts'

/** Where in a segment a frame begins. */
export interface FramePosition {
  readonly offset: number
  /** The number of the frame. */
  readonly frame: number
}

/** The first frame of a segment. */
export const firstFrame: FramePosition = { offset: headerBytes, frame: 0 }

/** How much is read at first where a file has one frame; a longer frame is read whole. */
export const firstReadBytes: number = 2 ** 20

export interface OpenedFrame {
  readonly position: FramePosition
  readonly next: FramePosition
  /** Undefined: its bytes are not what was sealed. */
  readonly text: Buffer | undefined
}

/** What was read of a segment. */
export interface SegmentRead {
  readonly frames: readonly OpenedFrame[]
  /**
   * `more`: there is more to read now; `end`: everything was read; `incomplete`: what follows is no whole frame, since it
   * is being written or was when the process ended; `damaged`: what follows cannot be read; `wrong-key`: nothing can.
   */
  readonly state: 'more' | 'end' | 'incomplete' | 'wrong-key' | 'damaged'
}

/** Reads whole frames of a segment from a position on: about `mostBytes`, at least one if there is one. */
export async function readSegment(
  file: string,
  ring: KeyRing,
  from: FramePosition,
  mostBytes: number,
): Promise<SegmentRead> {
  const handle = await openRegularFile(file)
  try {
    const header = openHeader(await bytesAt(handle, 0, headerBytes), ring)
    if (header.type !== 'opened') return { frames: [], state: header.type }
    const { size } = await handle.stat()
    let bytes = await bytesAt(handle, from.offset, Math.min(mostBytes, size - from.offset))
    const wanted = bytes.length < frameOverheadBytes ? 0 : (frameLengthAt(bytes, 0, from.frame) ?? 0)
    if (wanted > bytes.length && wanted <= size - from.offset) {
      bytes = await bytesAt(handle, from.offset, wanted)
    }
    return openFrames(header.key, from, bytes, size)
  } finally {
    await handle.close()
  }
}

function openFrames(key: Buffer, from: FramePosition, bytes: Buffer, size: number): SegmentRead {
  const frames: OpenedFrame[] = []
  let { offset, frame } = from
  let at = 0
  while (bytes.length - at >= frameOverheadBytes) {
    const length = frameLengthAt(bytes, at, frame)
    if (length === undefined) return { frames, state: frames.length > 0 ? 'more' : 'damaged' }
    if (length > bytes.length - at) break
    const position = { offset, frame }
    const text = openFrame(key, frame, bytes.subarray(at, at + length))
    at += length
    offset += length
    frame += 1
    frames.push({ position, next: { offset, frame }, text })
  }
  if (offset >= size) return { frames, state: 'end' }
  // A frame that does not fit into what was read may fit into the next read.
  return { frames, state: frames.length > 0 ? 'more' : 'incomplete' }
}

async function bytesAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  if (length <= 0) return Buffer.alloc(0)
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
