import { base64OfSha1 } from './base64.ts'
import { pad, paddedLength } from './padding.ts'
import { sha1Blocks, sha1Start } from './sha1.ts'
import { utf8, writeUtf8 } from './utf8.ts'

interface KeySchedule {
  readonly inner: Int32Array
  readonly outer: Int32Array
}

const blockLength = 64
const digestLength = 20
const keptSchedules = 32

const schedules = new Map<string, KeySchedule>()
const outerBlock = new Uint8Array(blockLength)
const outerView = new DataView(outerBlock.buffer)
let scratch = new Uint8Array(4096)

/**
 * HMAC-SHA1 (RFC 2104) of a text's UTF-8 with a key's UTF-8, in base64. The states after the two key blocks are
 * kept for the last 32 keys, which saves half of the work on a short message.
 */
export function hmacSha1(key: string, message: string): string {
  const { inner, outer } = scheduleOf(key)
  const room = paddedLength(message.length * 3)
  if (scratch.length < room) scratch = new Uint8Array(room * 2)
  const state = Int32Array.from(inner)
  const length = writeUtf8(message, scratch)
  sha1Blocks(state, scratch, 0, pad(scratch, length, blockLength))

  for (let at = 0; at < 5; at++) outerView.setInt32(at * 4, state[at] ?? 0)
  pad(outerBlock, digestLength, blockLength)
  state.set(outer)
  sha1Blocks(state, outerBlock, 0, blockLength)
  return base64OfSha1(state)
}

function scheduleOf(key: string): KeySchedule {
  const kept = schedules.get(key)
  if (kept !== undefined) return kept
  const bytes = keyBlock(key)
  const schedule = { inner: stateAfter(bytes, 0x36), outer: stateAfter(bytes, 0x5c) }
  const [oldest] = schedules.keys()
  if (oldest !== undefined && schedules.size >= keptSchedules) schedules.delete(oldest)
  schedules.set(key, schedule)
  return schedule
}

function keyBlock(key: string): Uint8Array {
  const bytes = utf8(key)
  const block = new Uint8Array(blockLength)
  if (bytes.length <= blockLength) {
    block.set(bytes)
    return block
  }
  const message = new Uint8Array(paddedLength(bytes.length))
  message.set(bytes)
  const state = Int32Array.from(sha1Start)
  sha1Blocks(state, message, 0, pad(message, bytes.length))
  const view = new DataView(block.buffer)
  state.forEach((word, at) => view.setInt32(at * 4, word))
  return block
}

function stateAfter(block: Uint8Array, mask: number): Int32Array {
  const state = Int32Array.from(sha1Start)
  sha1Blocks(
    state,
    block.map((byte) => byte ^ mask),
    0,
    blockLength,
  )
  return state
}
