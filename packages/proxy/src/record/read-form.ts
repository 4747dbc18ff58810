import { decodeForm, type Parameters } from '@ringback/catalog'
import type { RawHeaders } from '../forward/forwarder.ts'
import { rawValueOf } from '../forward/parse-head.ts'

/** The parameters of a form body, or undefined when the body is no form. */
export function readForm(headers: RawHeaders, body: Buffer): Parameters | undefined {
  const type = rawValueOf(headers, 'content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded/i.test(type)) return undefined
  return decodeForm(body.toString('utf8')).parameters
}

/** The parameters of the query. */
export function readQuery(url: string): Parameters {
  const at = url.indexOf('?')
  return at < 0 ? [] : decodeForm(url.slice(at + 1).split('#', 1)[0] ?? '').parameters
}
