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
  | 'unknown'

/** What an app answered. Names of header fields in any case. */
export interface AppAnswer {
  readonly headers: Iterable<readonly [name: string, value: string]>
  /** The beginning of its body is enough. */
  readonly body: string
}

/** How an answer shows its framework: by a header field, or by the beginning of its body. */
type Sign = {
  readonly framework: Framework
} & ({ readonly header: string; readonly value: RegExp } | { readonly body: RegExp })

/** The first that fits decides, so a framework stands above the server that may run several. */
const signs: readonly Sign[] = [
  { framework: 'express', header: 'x-powered-by', value: /^express$/i },
  // The middleware of Twilio's Node SDK, which is made for express.
  { framework: 'express', body: /^Twilio Request Validation Failed/ },
  { framework: 'django', header: 'server', value: /^WSGIServer/i },
  { framework: 'django', body: /^\s*<!doctype html>\s*<html lang="en">\s*<head>\s*<title>403 Forbidden</i },
  // Django's security middleware sets it; Flask, which may run on the same servers, does not.
  { framework: 'django', header: 'cross-origin-opener-policy', value: /^same-origin$/ },
  { framework: 'flask', header: 'server', value: /werkzeug|gunicorn/i },
  { framework: 'flask', body: /^<!doctype html>\s*<html lang=en>\s*<title>403 Forbidden<\/title>/i },
  { framework: 'fastapi', header: 'server', value: /^uvicorn/i },
  { framework: 'fastapi', body: /^\{"detail":/ },
  { framework: 'laravel', header: 'set-cookie', value: /laravel_session=|laravel-session=/ },
  { framework: 'php', header: 'x-powered-by', value: /^PHP\// },
  { framework: 'ruby', header: 'server', value: /webrick|puma|thin|passenger/i },
  { framework: 'ruby', header: 'x-runtime', value: /^[\d.]+$/ },
  { framework: 'aspnet', header: 'server', value: /^(?:kestrel|microsoft-iis)/i },
  { framework: 'aspnet', header: 'x-powered-by', value: /^ASP\.NET/i },
  { framework: 'spring', body: /^\{"timestamp":(?=[^}]*"status":403)(?=[^}]*"error":"Forbidden")/ },
  { framework: 'fastify', body: /^\{(?=[^}]*"statusCode":403)(?=[^}]*"error":"Forbidden")/ },
]

/** Which framework answered, judged by header fields and the shape of its error page. */
export function frameworkOf({ headers, body }: AppAnswer): Framework {
  const fields = new Map([...headers].map(([name, value]) => [name.toLowerCase(), value]))
  const start = body.slice(0, 1000)
  const fits = (sign: Sign): boolean =>
    'header' in sign ? sign.value.test(fields.get(sign.header) ?? '') : sign.body.test(start)
  return signs.find(fits)?.framework ?? 'unknown'
}
