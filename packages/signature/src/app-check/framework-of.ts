/** What an app is built with, as far as its answers show it. */
export type Framework = 'express' | 'fastify' | 'flask' | 'unknown'

/** What an app answered. Names of header fields in any case. */
export interface AppAnswer {
  readonly headers: Iterable<readonly [name: string, value: string]>
  /** The beginning of its body is enough. */
  readonly body: string
}

/** Which framework answered, judged by `X-Powered-By`, `Server` and the shape of its error page. */
export function frameworkOf({ headers, body }: AppAnswer): Framework {
  const fields = new Map([...headers].map(([name, value]) => [name.toLowerCase(), value]))
  const start = body.slice(0, 1000)
  if (/^express$/i.test(fields.get('x-powered-by') ?? '')) return 'express'
  // The middleware of Twilio's Node SDK, which is made for express.
  if (start.startsWith('Twilio Request Validation Failed')) return 'express'
  if (/werkzeug|gunicorn/i.test(fields.get('server') ?? '')) return 'flask'
  if (/^<!doctype html>\s*<html lang=en>\s*<title>403 Forbidden<\/title>/i.test(start)) return 'flask'
  return /^\{(?=[^}]*"statusCode":403)(?=[^}]*"error":"Forbidden")/.test(start) ? 'fastify' : 'unknown'
}
