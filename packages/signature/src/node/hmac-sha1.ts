import { hash } from 'node:crypto'
import { writeUtf8 } from '../hash/utf8.ts'

/** What is kept for a key: its two blocks, each with room behind it for what is hashed with it. */
interface KeyBlocks {
  /** The inner block, and behind it the message. */
  inner: Buffer
  /** The part of `inner` that takes the message. */
  room: Buffer
  /** The outer block, and behind it the inner digest. */
  readonly outer: Buffer
}

const blockLength = 64
const digestLength = 20
const keptKeys = 32
const usualRoom = 4096

const keys = new Map<string, KeyBlocks>()

/**
 * HMAC-SHA1 of a text with a key, in base64, as the neutral function of the same name gives it, in half of its time.
 * Two hashes in one call each take half as long as `createHmac`, which builds an object.
 */
export function hmacSha1(key: string, text: string): string {
  const blocks = blocksOf(key)
  if (blocks.room.length < text.length * 3) makeRoom(blocks, text.length * 6)
  const length = blockLength + writeUtf8(text, blocks.room)
  const { inner, outer } = blocks
  outer.write(hash('sha1', inner.subarray(0, length), 'binary'), blockLength, 'binary')
  return hash('sha1', outer, 'base64')
}

function makeRoom(blocks: KeyBlocks, length: number): void {
  const larger = Buffer.alloc(blockLength + length)
  blocks.inner.copy(larger, 0, 0, blockLength)
  blocks.inner = larger
  blocks.room = larger.subarray(blockLength)
}

function blocksOf(key: string): KeyBlocks {
  const kept = keys.get(key)
  if (kept !== undefined) return kept
  const bytes = Buffer.from(key)
  const short = bytes.length > blockLength ? hash('sha1', bytes, 'buffer') : bytes
  const inner = Buffer.alloc(blockLength + usualRoom)
  const outer = Buffer.alloc(blockLength + digestLength)
  for (let at = 0; at < blockLength; at += 1) {
    inner[at] = (short[at] ?? 0) ^ 0x36
    outer[at] = (short[at] ?? 0) ^ 0x5c
  }
  const [oldest] = keys.keys()
  if (oldest !== undefined && keys.size >= keptKeys) keys.delete(oldest)
  const blocks = { inner, room: inner.subarray(blockLength), outer }
  keys.set(key, blocks)
  return blocks
}
