import { sha256Hex } from '#hashes'

/** The query parameter in which Twilio sends the hash of a body that is not a form. */
export const bodyHashName = 'bodySHA256'

/** SHA-256 of a raw body in lower-case hexadecimal, as Twilio puts it into the query as `bodySHA256`. */
export function bodySha256(body: string | Uint8Array): string {
  return sha256Hex(body)
}
