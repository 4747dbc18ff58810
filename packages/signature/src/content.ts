import { equal } from './equal.ts'
import { bodySha256, bodyHashName } from './body-sha256.ts'
import { signedText, type SignedParameters } from './parameters.ts'
import { decodeForm } from './url/form.ts'
import { splitUrl } from './url/split-url.ts'

/** A body: its text, or its bytes. */
export type SignedBody = string | Uint8Array

/** What a request carries beside its URL. */
export interface Content {
  /** Decoded parameters of a form body. Not needed when `body` holds the form. */
  readonly parameters?: SignedParameters | undefined
  /** The raw body. */
  readonly body?: SignedBody | undefined
  /** The Content-Type header. Without it, the type is detected from the body. */
  readonly contentType?: string | undefined
}

/** How the content of a request is signed. */
export type SignedContent =
  | { readonly rule: 'parameters'; readonly text: string }
  | { readonly rule: 'hash'; readonly body: SignedBody }

/**
 * Which of Twilio's two rules applies. A form's parameters are appended to the signed URL. Any other body adds nothing,
 * but its SHA-256 is in the URL's query.
 */
export function signedContent({ parameters, body, contentType }: Content, url: string): SignedContent {
  if (body === undefined || (body.length === 0 && hashInQuery(url) === null))
    return { rule: 'parameters', text: parameters === undefined ? '' : signedText(parameters) }
  if (!isForm(body, contentType, url)) return { rule: 'hash', body }
  return { rule: 'parameters', text: signedText(parameters ?? decodeForm(bodyText(body))) }
}

/** Whether the query holds the hash of this very body. */
export function bodyHashHolds(body: SignedBody, url: string): boolean {
  return equal(hashInQuery(url) ?? '', bodySha256(body))
}

/** The body's hash as the query of a URL holds it, or null. */
export function hashInQuery(url: string): string | null {
  const query = splitUrl(url)?.query.slice(1) ?? ''
  return decodeForm(query).find(([name]) => name === bodyHashName)?.[1] ?? null
}

/** A body's text; bytes that are not UTF-8 become U+FFFD. */
export function bodyText(body: SignedBody): string {
  return typeof body === 'string' ? body : new TextDecoder('utf-8', { ignoreBOM: true }).decode(body)
}

/** Whether a Content-Type is that of a form: its parameters are signed then, and not the hash of its body. */
export function isFormType(contentType: string): boolean {
  return /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType)
}

function isForm(body: SignedBody, contentType: string | undefined, url: string): boolean {
  if (contentType !== undefined) return isFormType(contentType)
  return hashInQuery(url) === null && !/^\s*[{["<]/.test(bodyText(body).slice(0, 64))
}
