import { hkdfSync } from 'node:crypto'
import { rootKeyBytes } from './root-key.ts'

/** What is derived from one root key. Plain data, so that it can be handed to a worker thread. */
export interface RedactionKeys {
  /**
   * Names the root key, 16 hexadecimal digits. It is derived from the stretched key, so testing guesses of a passphrase
   * against it costs as much as stretching each.
   */
  readonly keyId: string
  /** Makes pseudonyms: the key for `createRedactor`. */
  readonly pseudonymKey: Uint8Array
  /** Wraps the keys of sealed files, 32 bytes. */
  readonly sealKey: Uint8Array
  /** Makes the nonces of files that are sealed the same way each time, 32 bytes. */
  readonly nonceKey: Uint8Array
}

/** The keys in use: the first one writes, all of them read. */
export interface KeyRing {
  readonly current: RedactionKeys
  /** Keys of earlier times, for reading only. */
  readonly older: readonly RedactionKeys[]
}

/**
 * Derives everything from a root key, by HKDF-SHA256.
 * @throws {RingbackError} `bad-redaction-key` when it was mistyped or is a passphrase that is too short.
 */
export async function deriveRedactionKeys(rootKey: string): Promise<RedactionKeys> {
  const root = await rootKeyBytes(rootKey)
  const derive = (purpose: string, length: number): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', root, 'ringback v1', purpose, length))
  return {
    keyId: Buffer.from(derive('key id', 8)).toString('hex'),
    pseudonymKey: derive('pseudonyms', 32),
    sealKey: derive('seal', 32),
    nonceKey: derive('nonce', 32),
  }
}

/**
 * Reads a list of root keys separated by commas, as RINGBACK_REDACTION_KEY has it: `new,old`. The first is used for
 * writing, the others only for reading what they sealed.
 * @throws {RingbackError} `bad-redaction-key` when one of them was mistyped or is a passphrase that is too short.
 */
export async function readKeyRing(text: string): Promise<KeyRing> {
  const [first = '', ...others] = text.split(',').map((each) => each.trim())
  const [current, ...older] = await Promise.all(
    [first, ...others.filter((each) => each !== '')].map(deriveRedactionKeys),
  )
  if (current === undefined) throw new Error('A split text has a first part.')
  return { current, older }
}

/** The keys with this id; undefined when they are not in the ring. */
export function keysWithId({ current, older }: KeyRing, keyId: string): RedactionKeys | undefined {
  return [current, ...older].find((keys) => keys.keyId === keyId)
}
