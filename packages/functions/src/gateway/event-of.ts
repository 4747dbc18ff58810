import { formParameters, headerName } from '@ringback/catalog'
import { isFormType } from '@ringback/signature'
import { cookiesOf } from './cookies.ts'
import { isRestricted } from './restricted-headers.ts'

/** A request as the gateway has read it. */
export interface ReadRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Uint8Array
}

/**
 * The `event` of a request: the parameters of its query, over them those of its body, and `request` with headers and cookies.
 * A name that stands several times has a list. Null when a JSON body is not JSON.
 */
export function eventOf({ url, headers, body }: ReadRequest): Record<string, unknown> | null {
  const fields = bodyFields(headers.get(headerName.contentType) ?? '', body)
  if (fields === null) return null
  return {
    request: {
      headers: Object.fromEntries([...headers].filter(([name]) => !isRestricted(name))),
      cookies: cookiesOf(headers.get('cookie') ?? ''),
    },
    ...recordOf(formParameters(url.search.slice(1))),
    ...fields,
  }
}

function bodyFields(contentType: string, body: Uint8Array): object | null {
  if (body.length === 0) return {}
  const text = new TextDecoder().decode(body)
  if (isFormType(contentType)) return recordOf(formParameters(text))
  if (!/^\s*application\/json\s*(?:;|$)/i.test(contentType)) return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? (value ?? {}) : null
  } catch {
    return null
  }
}

function recordOf(pairs: Iterable<readonly [string, string]>): Record<string, string | string[]> {
  const values = new Map<string, string | string[]>()
  for (const [name, value] of pairs) {
    const known = values.get(name)
    values.set(name, known === undefined ? value : [known, value].flat())
  }
  return Object.fromEntries(values)
}
