import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { memoized } from '@ringback/common'
import { keyObjectOf } from '../keys/key-object.ts'
import { keysWithId, type KeyRing, type RedactionKeys } from '../keys/redaction-keys.ts'

/**
 * A sealed original file:
 *
 *     "RBORIG1\n" · length of the header (4, little endian) · header (JSON) · nonce (12) · sealed text · tag (16)
 *
 * The key is derived from the seal key and the recording's name (HKDF-SHA256). The nonce is an HMAC-SHA256, under the
 * nonce key, over all that stands before it and the text, so the same text gives the same file, and two texts never share
 * a nonce. What stands before the nonce is additional data of ChaCha20-Poly1305 (RFC 8439): it is readable, and cannot be
 * changed.
 */
export interface SealedHeader {
  /** Names the key that opens the file. */
  readonly keyId: string
  /** The name of the recording; holds nothing private. */
  readonly recording: string
  /** What the exchanges are found by: their redacted CallSids, or the days of those without a call. Sorted. */
  readonly keys: readonly string[]
}

/** What a sealed file leads to: its text, or why there is none. */
export type OpenedFile =
  | { readonly type: 'opened'; readonly header: SealedHeader; readonly text: Buffer }
  | { readonly type: 'wrong-key'; readonly keyId: string }
  | { readonly type: 'damaged' }

const magic = Buffer.from('RBORIG1\n', 'latin1')
const algorithm = 'chacha20-poly1305'
const nonceBytes = 12
const tagBytes = 16
const headerAt = magic.length + 4
/** A longer header is damage. */
const mostHeaderBytes = 16 * 2 ** 20

/** Seals a text. The same arguments give the same bytes. */
export function sealFile(
  { recording, keys }: Omit<SealedHeader, 'keyId'>,
  text: Uint8Array,
  secrets: RedactionKeys,
): Buffer {
  const header = Buffer.from(JSON.stringify({ keyId: secrets.keyId, recording, keys }))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(header.length)
  const head = Buffer.concat([magic, length, header])
  const nonce = createHmac('sha256', keyObjectOf(secrets.nonceKey))
    .update(head)
    .update(text)
    .digest()
    .subarray(0, nonceBytes)
  const cipher = createCipheriv(algorithm, keyOf(recording, secrets), nonce, { authTagLength: tagBytes })
  cipher.setAAD(head, { plaintextLength: text.length })
  const sealed = cipher.update(text)
  cipher.final()
  return Buffer.concat([head, nonce, sealed, cipher.getAuthTag()])
}

/** The readable part of a sealed file, or of its beginning; undefined when it is none, or cut short. */
export function readSealedHeader(bytes: Buffer): SealedHeader | undefined {
  const end = endOfHeader(bytes)
  if (end === undefined || end > bytes.length) return undefined
  try {
    return headerIn(JSON.parse(bytes.toString('utf8', headerAt, end)))
  } catch {
    return undefined
  }
}

/** Where the header of a sealed file ends, in bytes; undefined when this is no sealed file. */
export function endOfHeader(bytes: Buffer): number | undefined {
  if (bytes.length < headerAt || !bytes.subarray(0, magic.length).equals(magic)) return undefined
  const length = bytes.readUInt32LE(magic.length)
  return length > mostHeaderBytes ? undefined : headerAt + length
}

/** Opens a sealed file with whichever key it needs. */
export function openSealedFile(bytes: Buffer, ring: KeyRing): OpenedFile {
  const header = readSealedHeader(bytes)
  const end = endOfHeader(bytes)
  if (header === undefined || end === undefined || bytes.length < end + nonceBytes + tagBytes) {
    return { type: 'damaged' }
  }
  const secrets = keysWithId(ring, header.keyId)
  if (secrets === undefined) return { type: 'wrong-key', keyId: header.keyId }
  const sealed = bytes.subarray(end + nonceBytes, bytes.length - tagBytes)
  const nonce = bytes.subarray(end, end + nonceBytes)
  const decipher = createDecipheriv(algorithm, keyOf(header.recording, secrets), nonce, {
    authTagLength: tagBytes,
  })
  decipher.setAAD(bytes.subarray(0, end), { plaintextLength: sealed.length })
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
  try {
    const text = decipher.update(sealed)
    decipher.final()
    return { type: 'opened', header, text }
  } catch {
    return { type: 'damaged' }
  }
}

function headerIn(value: unknown): SealedHeader | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!('keyId' in value && 'recording' in value && 'keys' in value)) return undefined
  const { keyId, recording, keys } = value
  if (typeof keyId !== 'string' || typeof recording !== 'string' || !Array.isArray(keys)) return undefined
  return keys.every((key) => typeof key === 'string') ? { keyId, recording, keys } : undefined
}

function keyOf(recording: string, { sealKey }: RedactionKeys): KeyObject {
  // HKDF's second step (RFC 5869, 2.3) for one block: `hkdfSync` does the first one again for each file, and takes ten times as long.
  return createSecretKey(
    createHmac('sha256', pseudorandomKeyOf(sealKey)).update(recording).update('\u0001').digest(),
  )
}

/** HKDF's first step (RFC 5869, 2.2), which is the same for all files. */
const pseudorandomKeyOf = memoized((sealKey: Uint8Array) =>
  createSecretKey(createHmac('sha256', 'ringback originals v1').update(sealKey).digest()),
)
