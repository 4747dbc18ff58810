import { sha256 } from './hash/sha256.ts'
import { utf8 } from './hash/utf8.ts'

/** The query parameter in which Twilio sends the hash of a body that is no form. */
export const bodyHashName = 'bodySHA256'

/** SHA-256 of a raw body in lower-case hexadecimal, as Twilio puts it into the query as `bodySHA256`. */
export function bodySha256(body: string | Uint8Array): string {
  return sha256(typeof body === 'string' ? utf8(body) : body)
}
