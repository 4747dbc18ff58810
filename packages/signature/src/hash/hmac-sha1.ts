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
const state = new Int32Array(5)
const outerBlock = new DataView(new ArrayBuffer(blockLength))
pad(outerBlock, digestLength, blockLength)
let message = new Uint8Array(4096)
let messageView = new DataView(message.buffer)

/**
 * HMAC-SHA1 (RFC 2104) of a text's UTF-8 with a key's UTF-8, in base64. The states after the two key blocks are
 * kept for the last 32 keys, and the buffers are used again, which together saves more than half of the time.
 */
export function hmacSha1(key: string, text: string): string {
  const { inner, outer } = scheduleOf(key)
  makeRoomFor(paddedLength(text.length * 3))
  const length = writeUtf8(text, message)
  state.set(inner)
  sha1Blocks(state, messageView, pad(messageView, length, blockLength))

  for (let at = 0; at < 5; at++) outerBlock.setInt32(at * 4, state[at] ?? 0)
  state.set(outer)
  sha1Blocks(state, outerBlock, blockLength)
  return base64OfSha1(state)
}

function makeRoomFor(length: number): void {
  if (message.length >= length) return
  message = new Uint8Array(length * 2)
  messageView = new DataView(message.buffer)
}

function scheduleOf(key: string): KeySchedule {
  const kept = schedules.get(key)
  if (kept !== undefined) return kept
  const block = keyBlock(key)
  const schedule = { inner: stateAfter(block, 0x36), outer: stateAfter(block, 0x5c) }
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
  const padded = new Uint8Array(paddedLength(bytes.length))
  padded.set(bytes)
  const view = new DataView(padded.buffer)
  const digest = Int32Array.from(sha1Start)
  sha1Blocks(digest, view, pad(view, bytes.length))
  const words = new DataView(block.buffer)
  digest.forEach((word, at) => words.setInt32(at * 4, word))
  return block
}

function stateAfter(block: Uint8Array, mask: number): Int32Array {
  const after = Int32Array.from(sha1Start)
  const masked = block.map((byte) => byte ^ mask)
  sha1Blocks(after, new DataView(masked.buffer), blockLength)
  return after
}
