import type { SignedRequest } from '@ringback/signature'
import { parseNdjson } from './ndjson.ts'
import { idIn, parametersIn } from './webhooks.ts'

export type SignedRequestInput =
  | { readonly id: string | number | null; readonly request: SignedRequest }
  | { readonly id: string | number | null; readonly line: number; readonly problem: string }

/**
 * The lines `{"id","url","method","params"|"body","authToken","signature"}` of an NDJSON text. What cannot be read is
 * reported in its place. A line without an auth token gets the default one.
 */
export function parseSignedRequests(
  text: string,
  authToken: string | undefined,
): readonly SignedRequestInput[] {
  return parseNdjson(text).map((row): SignedRequestInput => {
    if ('problem' in row) return { id: null, ...row }
    const request = requestIn({ authToken, ...row.value })
    const id = idIn(row.value)
    return typeof request === 'string' ? { id, line: row.line, problem: request } : { id, request }
  })
}

/** The request that a row describes, or what is wrong with it. */
function requestIn(row: Readonly<Record<string, unknown>>): SignedRequest | string {
  const { url, method = 'POST', authToken, signature, body, contentType } = row
  if (typeof url !== 'string') return 'has no "url"'
  if (typeof method !== 'string') return 'has a "method" that is not a string'
  if (typeof authToken !== 'string') return 'has no "authToken"'
  const hasParameters = row['params'] !== undefined || row['parameters'] !== undefined
  const parameters = hasParameters ? parametersIn(row) : undefined
  if (typeof parameters === 'string') return parameters
  return {
    url,
    method,
    authToken,
    signature: typeof signature === 'string' ? signature : undefined,
    ...(parameters !== undefined && { parameters }),
    ...(typeof body === 'string' && { body }),
    ...(typeof contentType === 'string' && { contentType }),
  }
}
