import { hash } from 'node:crypto'
import { writeUtf8 } from '../hash/utf8.ts'

interface PaddedKey {
  readonly inner: Buffer
  readonly outer: Buffer
}

const blockLength = 64
const digestLength = 20
const keptKeys = 32

const keys = new Map<string, PaddedKey>()
let message = Buffer.alloc(4096)
let room = message.subarray(blockLength)

/**
 * HMAC-SHA1 of a text with a key, in base64, as the neutral function of the same name gives it, in half of its time.
 * Two hashes in one call each take half as long as `createHmac`, which builds an object.
 */
export function hmacSha1(key: string, text: string): string {
  const { inner, outer } = paddedKey(key)
  makeRoomFor(text.length * 3)
  message.set(inner)
  const length = blockLength + writeUtf8(text, room)
  outer.write(hash('sha1', message.subarray(0, length), 'binary'), blockLength, 'binary')
  return hash('sha1', outer, 'base64')
}

function makeRoomFor(length: number): void {
  if (room.length >= length) return
  message = Buffer.alloc(blockLength + length * 2)
  room = message.subarray(blockLength)
}

/** The key's two blocks; the outer one has room for the inner digest behind it. */
function paddedKey(key: string): PaddedKey {
  const kept = keys.get(key)
  if (kept !== undefined) return kept
  const bytes = Buffer.from(key)
  const short = bytes.length > blockLength ? hash('sha1', bytes, 'buffer') : bytes
  const inner = Buffer.alloc(blockLength, 0x36)
  const outer = Buffer.alloc(blockLength + digestLength, 0x5c)
  for (const [at, byte] of short.entries()) {
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  const [oldest] = keys.keys()
  if (oldest !== undefined && keys.size >= keptKeys) keys.delete(oldest)
  keys.set(key, { inner, outer })
  return { inner, outer }
}
