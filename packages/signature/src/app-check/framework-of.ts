/** What an app is built with, as far as its answers show it. */
export type Framework =
  | 'express'
  | 'fastify'
  | 'flask'
  | 'django'
  | 'fastapi'
  | 'laravel'
  | 'php'
  | 'ruby'
  | 'spring'
  | 'aspnet'
  | 'go'
  | 'unknown'

/** What an app answered. Names of header fields in any case. */
export interface AppAnswer {
  readonly headers: Iterable<readonly [name: string, value: string]>
  /** The beginning of its body is enough. */
  readonly body: string
}

/** How an answer shows its framework: by a header field, by the beginning of its body, or by both. */
interface Sign {
  readonly framework: Framework
  readonly header?: readonly [name: string, value: RegExp]
  readonly body?: RegExp
}

/** The first that fits decides, so a framework stands above the server that may run several. */
const signs: readonly Sign[] = [
  { framework: 'express', header: ['x-powered-by', /^express$/i] },
  // The middleware of Twilio's Node SDK, which is made for express.
  { framework: 'express', body: /^Twilio Request Validation Failed/ },
  { framework: 'django', header: ['server', /^WSGIServer/i] },
  { framework: 'django', body: /^\s*<!doctype html>\s*<html lang="en">\s*<head>\s*<title>403 Forbidden</i },
  // Django's security middleware sets it; Flask, which may run on the same servers, does not.
  { framework: 'django', header: ['referrer-policy', /^same-origin$/] },
  { framework: 'flask', header: ['server', /werkzeug|gunicorn/i] },
  { framework: 'flask', body: /^<!doctype html>\s*<html lang=en>\s*<title>403 Forbidden<\/title>/i },
  { framework: 'fastapi', header: ['server', /^uvicorn/i] },
  { framework: 'fastapi', body: /^\{"detail":/ },
  { framework: 'laravel', header: ['set-cookie', /laravel_session=|laravel-session=/] },
  { framework: 'php', header: ['x-powered-by', /^PHP\//] },
  { framework: 'ruby', header: ['server', /webrick|puma|thin|passenger/i] },
  { framework: 'ruby', header: ['x-runtime', /^[\d.]+$/] },
  { framework: 'aspnet', header: ['server', /^(?:kestrel|microsoft-iis)/i] },
  { framework: 'aspnet', header: ['x-powered-by', /^ASP\.NET/i] },
  { framework: 'spring', body: /^\{"timestamp":(?=[^}]*"status":403)(?=[^}]*"error":"Forbidden")/ },
  // What http.Error of Go's standard library writes.
  { framework: 'go', header: ['x-content-type-options', /^nosniff$/], body: /^[^<{\n]{1,200}\n$/ },
  { framework: 'fastify', body: /^\{(?=[^}]*"statusCode":403)(?=[^}]*"error":"Forbidden")/ },
]

/** Which framework answered, judged by header fields and the shape of its error page. */
export function frameworkOf({ headers, body }: AppAnswer): Framework {
  const fields = new Map([...headers].map(([name, value]) => [name.toLowerCase(), value]))
  const start = body.slice(0, 1000)
  const fits = ({ header: [name, value] = ['', /^/], body: beginning = /^/ }: Sign): boolean =>
    value.test(fields.get(name) ?? '') && beginning.test(start)
  return signs.find(fits)?.framework ?? 'unknown'
}
