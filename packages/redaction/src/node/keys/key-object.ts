import { createSecretKey, type KeyObject } from 'node:crypto'
import { memoized } from '@ringback/common'

/**
 * The bytes of a key as `node:crypto` wants them. A cipher or HMAC that is given bytes makes an object of them each time,
 * which in Node 24 takes three times as long as sealing an exchange; here it is made once for each array. The bytes must
 * not change afterwards.
 */
export const keyObjectOf: (bytes: Uint8Array) => KeyObject = memoized((bytes) => createSecretKey(bytes))
