import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { keyObjectOf } from '../keys/key-object.ts'
import { keysWithId, type KeyRing, type RedactionKeys } from '../keys/redaction-keys.ts'

/**
 * A sealed segment is a header and frames.
 *
 *     header   "RBSEAL2\n" · key id (8) · segment id (16, random) · nonce (12) · wrapped segment key (32) · tag (16)
 *     frame    length of the sealed text (4, little endian) · checksum of that and of the frame's number (4) · sealed text
 *              · tag (16)
 *
 * The segment key is random and wrapped under the seal key, with what stands before it as additional data. Frame number n
 * is sealed under the segment key with the nonce n, so frames cannot be moved, repeated or taken to another segment.
 * All sealing is AES-256-GCM (NIST SP 800-38D): with the instructions that processors have for it, it takes two thirds of the
 * time of ChaCha20-Poly1305.
 */
export const headerBytes: number = 92

const frameHeadBytes = 8

/** What a frame is longer than its text. */
export const frameOverheadBytes: number = 24

/** A longer frame is never written. */
export const largestFrameBytes: number = 256 * 2 ** 20

const magic = Buffer.from('RBSEAL2\n', 'latin1')
const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
const keyBytes = 32
const publicBytes = magic.length + 8 + 16

/** The key of a new segment and the header that carries it. */
export function newSegment({ keyId, sealKey }: RedactionKeys): {
  readonly key: Buffer
  readonly header: Buffer
} {
  const key = randomBytes(keyBytes)
  const head = Buffer.concat([magic, Buffer.from(keyId, 'hex'), randomBytes(16)])
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, keyObjectOf(sealKey), nonce, { authTagLength: tagBytes })
  cipher.setAAD(head, { plaintextLength: keyBytes })
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()])
  return { key, header: Buffer.concat([head, nonce, wrapped, cipher.getAuthTag()]) }
}

/** What a header leads to: the segment's key, or why there is none. */
export type OpenedHeader =
  | { readonly type: 'opened'; readonly key: Buffer }
  /** Too short: it was being written when the process ended. */
  | { readonly type: 'incomplete' }
  | { readonly type: 'wrong-key'; readonly keyId: string }
  | { readonly type: 'damaged' }

/** Opens a segment's header with whichever key it needs. */
export function openHeader(header: Buffer, ring: KeyRing): OpenedHeader {
  if (header.length < headerBytes) return { type: 'incomplete' }
  if (!header.subarray(0, magic.length).equals(magic)) return { type: 'damaged' }
  const keyId = header.toString('hex', magic.length, magic.length + 8)
  const keys = keysWithId(ring, keyId)
  if (keys === undefined) return { type: 'wrong-key', keyId }
  const nonce = header.subarray(publicBytes, publicBytes + nonceBytes)
  const wrapped = header.subarray(publicBytes + nonceBytes, headerBytes - tagBytes)
  const decipher = createDecipheriv(algorithm, keyObjectOf(keys.sealKey), nonce, { authTagLength: tagBytes })
  decipher.setAAD(header.subarray(0, publicBytes), { plaintextLength: keyBytes })
  decipher.setAuthTag(header.subarray(headerBytes - tagBytes, headerBytes))
  try {
    return { type: 'opened', key: Buffer.concat([decipher.update(wrapped), decipher.final()]) }
  } catch {
    return { type: 'damaged' }
  }
}

/** Seals a text as frame number `frame` of a segment. A number must never be used twice under one key. */
export function sealFrame(key: Uint8Array, frame: number, text: Uint8Array): Buffer {
  const cipher = createCipheriv(algorithm, keyObjectOf(key), nonceOf(frame), { authTagLength: tagBytes })
  const head = Buffer.allocUnsafe(frameHeadBytes)
  head.writeUInt32LE(text.length)
  head.writeUInt32LE(checksumOf(frame, text.length), 4)
  return Buffer.concat([head, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

/**
 * The whole length of the frame that begins at a place; undefined when its head is damaged. There must be at least
 * `frameOverheadBytes` bytes.
 */
export function frameLengthAt(bytes: Buffer, at: number, frame: number): number | undefined {
  const length = bytes.readUInt32LE(at)
  if (length > largestFrameBytes || bytes.readUInt32LE(at + 4) !== checksumOf(frame, length)) return undefined
  return length + frameOverheadBytes
}

/** Opens a whole frame; undefined when it is not what was sealed. */
export function openFrame(key: Uint8Array, frame: number, sealed: Buffer): Buffer | undefined {
  const decipher = createDecipheriv(algorithm, keyObjectOf(key), nonceOf(frame), { authTagLength: tagBytes })
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const text = decipher.update(sealed.subarray(frameHeadBytes, sealed.length - tagBytes))
  try {
    decipher.final()
    return text
  } catch {
    return undefined
  }
}

function checksumOf(frame: number, length: number): number {
  const bytes = Buffer.allocUnsafe(12)
  bytes.writeBigUInt64LE(BigInt(frame))
  bytes.writeUInt32LE(length, 8)
  return crc32(bytes)
}

function nonceOf(frame: number): Buffer {
  const nonce = Buffer.alloc(nonceBytes)
  nonce.writeBigUInt64LE(BigInt(frame), 4)
  return nonce
}
