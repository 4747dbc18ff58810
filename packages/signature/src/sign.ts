import { RingbackError } from '@ringback/common'
import { signedContent, type Content } from './content.ts'
import { hmacSha1 } from '#hashes'
import { signUrlFor, urlNotAbsolute } from './sign-url-for.ts'
import { isAbsolute, withoutFragment } from './url/split-url.ts'

/** A request to sign. For a GET give the URL only: its parameters are in the query. */
export interface RequestToSign extends Content {
  /** The URL as it is configured, query string included. A fragment is not signed. */
  readonly url: string
  /** The account's primary auth token. */
  readonly authToken: string
}

/**
 * The value of X-Twilio-Signature for a request: HMAC-SHA1 with the auth token over the URL, character for
 * character, and the form's parameters sorted by name, in base64 (Twilio's documentation, "Webhooks security").
 * For a body that is not a form, the URL is the one of `signUrlFor`, which is then the URL to send to. Throws a
 * RingbackError when the URL is not absolute (`url-not-absolute`) or the token is empty (`auth-token-empty`).
 */
export function sign(request: RequestToSign): string {
  const { url, authToken } = request
  if (authToken === '') throw new RingbackError('auth-token-empty', 'Cannot sign with an empty auth token.')
  if (!isAbsolute(url)) throw urlNotAbsolute(url)
  const signed = signedContent(request, url)
  if (signed.rule === 'parameters') return hmacSha1(authToken, withoutFragment(url) + signed.text)
  return hmacSha1(authToken, withoutFragment(signUrlFor({ url, body: signed.body })))
}
