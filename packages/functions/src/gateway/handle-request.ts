import { headerName } from '@ringback/catalog'
import { verify } from '@ringback/signature'
import { readFile } from 'node:fs/promises'
import type { Resource } from '../project/resource.ts'
import { text } from './answer-of.ts'
import { contentTypeOf } from './content-type-of.ts'
import { eventOf, type ReadRequest } from './event-of.ts'
import { areTooLong } from './restricted-headers.ts'

/** What the gateway has behind it. */
export interface Gateway {
  /** Functions and assets that have a URL, by path. */
  readonly functions: ReadonlyMap<string, Resource>
  readonly assets: ReadonlyMap<string, Resource>
  readonly authToken: string
  readonly call: (resource: Resource, event: object, url: URL) => Promise<Response>
}

/** Answers a request as Twilio's gateway for Functions does: visibility, signature, CORS, limits. */
export async function handleRequest(request: Request, gateway: Gateway): Promise<Response> {
  const url = new URL(request.url)
  const target = gateway.functions.get(url.pathname)
  const resource = target ?? gateway.assets.get(url.pathname)
  if (resource === undefined || resource.access === 'private') return text(404, 'Not Found')
  if (request.method === 'OPTIONS') return preflight()
  if (!['GET', 'POST', 'HEAD'].includes(request.method)) return text(405, 'Method Not Allowed')
  if (areTooLong(request.headers)) return text(431, 'Request headers or cookies too long')
  const body = new Uint8Array(await request.arrayBuffer())
  const read: ReadRequest = { method: request.method, url, headers: request.headers, body }
  if (resource.access === 'protected' && !isSigned(request.url, read, gateway.authToken)) {
    return text(
      403,
      `Forbidden: ${url.pathname} is protected, and X-Twilio-Signature is missing or not valid.`,
    )
  }
  if (target === undefined) return asset(resource)
  const event = eventOf(read)
  return event === null ? text(400, 'The body is not JSON.') : gateway.call(target, event, url)
}

function isSigned(url: string, { method, headers, body }: ReadRequest, authToken: string): boolean {
  return verify({
    url,
    method,
    authToken,
    signature: headers.get(headerName.signature) ?? undefined,
    body,
    contentType: headers.get(headerName.contentType) ?? undefined,
  })
}

async function asset({ file }: Resource): Promise<Response> {
  return new Response(new Uint8Array(await readFile(file)), {
    headers: { 'content-type': contentTypeOf(file) },
  })
}

/** The runtime answers OPTIONS itself: any origin, any header. */
function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
    },
  })
}
