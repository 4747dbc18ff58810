import { bodyHashHolds, hashInQuery, signedContent, type Content } from './content.ts'
import { equal } from './equal.ts'
import { hmacSha1 } from '#hashes'
import { isAbsolute } from './url/split-url.ts'
import { urlForms } from './url/url-forms.ts'

/** A request whose signature is to be checked. */
export interface SignedRequest extends Content {
  /** The public URL that Twilio requested, query string included. */
  readonly url: string
  /** The method of the request: a GET's parameters are in its query and not signed a second time. */
  readonly method: string
  readonly authToken: string
  /** The value of the X-Twilio-Signature header; undefined when the request has none. */
  readonly signature: string | undefined
}

/** Why a signature is not valid. */
export type Refusal =
  | 'signature-missing'
  | 'auth-token-missing'
  | 'url-malformed'
  | 'content-malformed'
  | 'body-hash-missing'
  | 'body-hash-wrong'
  | 'signature-wrong'

/** What `verification` found. `signedUrl` is the form of the URL that Twilio signed. */
export type Verification =
  | { readonly valid: true; readonly signedUrl: string }
  | { readonly valid: false; readonly reason: Refusal }

/**
 * Whether Twilio signed this request with this auth token. The forms of the URL are those that Twilio's SDKs try
 * (without port, with port, without userinfo, re-encoded). The comparison takes constant time. Never throws: a request
 * that cannot be checked is not valid.
 */
export function verify(request: SignedRequest): boolean {
  return verification(request).valid
}

/** Like `verify`, and says which form of the URL was signed, or why the signature is not valid. */
export function verification(request: SignedRequest): Verification {
  const { url, authToken, signature } = request
  if (!isText(signature)) return { valid: false, reason: 'signature-missing' }
  if (!isText(authToken)) return { valid: false, reason: 'auth-token-missing' }
  if (!isText(url) || !isAbsolute(url)) return { valid: false, reason: 'url-malformed' }
  try {
    return judged(request, signature)
  } catch {
    // Parameters that are neither pairs nor an object, or a body that is none, from a caller without types.
    return { valid: false, reason: 'content-malformed' }
  }
}

const longText = 16 * 1024

function judged(request: SignedRequest, signature: string): Verification {
  const { url, method, authToken } = request
  const signed = signedContent(isBodyless(method) ? {} : request, url)
  if (signed.rule === 'hash' && !bodyHashHolds(signed.body, url))
    return { valid: false, reason: hashInQuery(url) === null ? 'body-hash-missing' : 'body-hash-wrong' }
  const text = signed.rule === 'parameters' ? signed.text : ''
  // A long text is encoded once, and not again with each form of the URL.
  const bytes = text.length > longText ? new TextEncoder().encode(text) : undefined
  const hmacOf = (form: string): string =>
    bytes === undefined ? hmacSha1(authToken, form + text) : hmacSha1(authToken, form, bytes)
  for (const form of urlForms(url))
    if (equal(signature, hmacOf(form))) return { valid: true, signedUrl: form }
  return { valid: false, reason: 'signature-wrong' }
}

/** Whether Twilio puts a request's parameters into the query and not into a body. */
export function isBodyless(method: string): boolean {
  return /^(?:get|head)$/i.test(method)
}

/** Callers without types may pass anything: a header that is missing, a token out of an empty environment. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
