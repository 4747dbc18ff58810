import { randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import { RingbackError } from '@ringback/common'

const prefix = 'rbk_'
const keyBytes = 32
const checksumBytes = 4
/** The shortest passphrase that is taken, in characters. */
const shortestPassphrase = 16

/**
 * How a passphrase becomes a key: scrypt with these parameters (32 MiB of memory). The salt is fixed, so that the same
 * passphrase gives the same pseudonyms on every machine.
 */
const stretching = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 2 ** 20 } as const
const salt = 'ringback passphrase v1'

/** Makes a root key: `rbk_`, then 32 random bytes and a checksum in base64url. */
export function generateRootKey(): string {
  const key = randomBytes(keyBytes)
  return prefix + Buffer.concat([key, checksumOf(key)]).toString('base64url')
}

/**
 * The 32 bytes of a root key. A generated key is used as it is; anything else is a passphrase and is stretched.
 * @throws {RingbackError} `bad-redaction-key` when a generated key was mistyped or a passphrase is too short.
 */
export async function rootKeyBytes(text: string): Promise<Uint8Array> {
  if (text.startsWith(prefix)) return generatedKey(text.slice(prefix.length))
  if (text.length < shortestPassphrase) {
    throw new RingbackError(
      'bad-redaction-key',
      `The redaction key is too short: a passphrase needs at least ${shortestPassphrase} characters, this one has ${text.length}.`,
      { remedy: 'Use a longer one, or leave RINGBACK_REDACTION_KEY unset: ringback then generates a key.' },
    )
  }
  const bytes = await promisify<string, string, number, typeof stretching, Buffer>(scrypt)(
    text.normalize('NFC'),
    salt,
    keyBytes,
    stretching,
  )
  return new Uint8Array(bytes)
}

function generatedKey(encoded: string): Uint8Array {
  const bytes = Buffer.from(encoded, 'base64url')
  const key = bytes.subarray(0, keyBytes)
  const isWhole =
    bytes.length === keyBytes + checksumBytes &&
    bytes.toString('base64url') === encoded &&
    checksumOf(key).equals(bytes.subarray(keyBytes))
  if (!isWhole) {
    throw new RingbackError(
      'bad-redaction-key',
      `The redaction key begins with ${prefix} like a generated key, but it is incomplete or mistyped.`,
      { remedy: 'Copy it again, whole.' },
    )
  }
  return new Uint8Array(key)
}

function checksumOf(key: Uint8Array): Buffer {
  const checksum = Buffer.alloc(checksumBytes)
  checksum.writeUInt32BE(crc32(key))
  return checksum
}
