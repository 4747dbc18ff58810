import { createSecretKey, type KeyObject } from 'node:crypto'

const objects = new WeakMap<Uint8Array, KeyObject>()

/**
 * The bytes of a key as `node:crypto` wants them. A cipher or HMAC that is given bytes makes an object of them each time,
 * which in Node 24 takes three times as long as sealing an exchange; here it is made once for each array. The bytes must
 * not change afterwards.
 */
export function keyObjectOf(bytes: Uint8Array): KeyObject {
  const known = objects.get(bytes)
  if (known !== undefined) return known
  const made = createSecretKey(bytes)
  objects.set(bytes, made)
  return made
}
