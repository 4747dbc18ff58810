import { signedContent, type Content } from './content.ts'
import { hmacSha1 } from '#hmac-sha1'
import { signUrlFor } from './sign-url-for.ts'
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
 * For a body that is no form, the URL is the one of `signUrlFor`, which is then the URL to send to. Throws a TypeError
 * when the URL is not absolute or the token is empty.
 */
export function sign(request: RequestToSign): string {
  const { url, authToken } = request
  if (authToken === '') throw new TypeError('Cannot sign with an empty auth token.')
  if (!isAbsolute(url)) throw new TypeError(`Cannot sign ${JSON.stringify(url)}: it is not an absolute URL.`)
  const signed = signedContent(request, url)
  if (signed.rule === 'parameters') return hmacSha1(authToken, withoutFragment(url) + signed.text)
  return hmacSha1(authToken, withoutFragment(signUrlFor({ url, body: signed.body })))
}
