import { decodeForm, type Parameters } from '@ringback/catalog'
import { parseNdjson } from './ndjson.ts'
import { parametersIn } from './webhooks.ts'

/** A signed request that a user wrote down. */
export interface SignedRequest {
  readonly url: string
  readonly method: string
  readonly parameters: Parameters
  /** A body that is no form. */
  readonly body?: string
  readonly contentType?: string
  readonly authToken: string
  readonly signature: string
}

export type SignedRequestInput =
  | { readonly id: string | number | null; readonly request: SignedRequest }
  | { readonly id: string | number | null; readonly line: number; readonly problem: string }

/** The lines `{"id","url","method","params"|"body","authToken","signature"}` of an NDJSON text. */
export function parseSignedRequests(
  text: string,
  defaults: { readonly authToken?: string | undefined },
): readonly SignedRequestInput[] {
  return parseNdjson(text).map((row): SignedRequestInput => {
    if ('problem' in row) return { id: null, ...row }
    const { value, line } = row
    const id = typeof value['id'] === 'string' || typeof value['id'] === 'number' ? value['id'] : null
    const request = requestIn({ authToken: defaults.authToken, ...value })
    return typeof request === 'string' ? { id, line, problem: request } : { id, request }
  })
}

function requestIn(row: Readonly<Record<string, unknown>>): SignedRequest | string {
  const { url, method = 'POST', authToken, signature, body, contentType } = row
  if (typeof url !== 'string') return 'has no "url"'
  if (typeof authToken !== 'string') return 'has no "authToken"'
  if (typeof signature !== 'string') return 'has no "signature"'
  if (typeof method !== 'string') return 'has a "method" that is no text'
  const given = row['params'] === undefined && row['parameters'] === undefined ? [] : parametersIn(row)
  if (typeof given === 'string') return given
  const type = typeof contentType === 'string' ? contentType : undefined
  const isForm = type === undefined ? given.length === 0 && !isJson(body) : type.includes('form')
  const content =
    typeof body !== 'string' || body === ''
      ? { parameters: given }
      : isForm && given.length === 0
        ? { parameters: decodeForm(body).parameters }
        : { parameters: given, body }
  return { url, method, authToken, signature, ...content, ...(type !== undefined && { contentType: type }) }
}

function isJson(body: unknown): boolean {
  return typeof body === 'string' && /^\s*[[{"]/.test(body)
}
