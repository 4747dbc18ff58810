import type { Framework } from './framework-of.ts'

/** What of the URL an app gets wrong, and what would be right. */
export interface UrlToCheck {
  /** Only the scheme differs. */
  readonly isScheme: boolean
  /** Only scheme, host and port differ. */
  readonly isOrigin: boolean
  /** With a colon at its end. */
  readonly protocol: string
  readonly host: string
  readonly origin: string
  /** What stands before the path that the app sees. */
  readonly base: string
}

/** A line of code or configuration that makes an app of a framework check the right URL. */
export interface FrameworkLine {
  /** Its name as people write it. */
  readonly framework: string
  readonly line: string
}

type Known = Exclude<Framework, 'unknown'>

const names: Readonly<Record<Known, string>> = {
  express: 'express',
  fastify: 'fastify',
  flask: 'Flask',
  django: 'Django',
  fastapi: 'FastAPI',
  laravel: 'Laravel',
  php: 'PHP',
  ruby: 'Ruby',
  spring: 'Spring',
  aspnet: 'ASP.NET',
  go: 'Go',
}

const lines: Readonly<Record<Known, (url: UrlToCheck) => string>> = {
  express({ isScheme, isOrigin, protocol, host, base }) {
    if (isScheme) return `app.set('trust proxy', true)`
    if (isOrigin)
      return `twilio.webhook({ protocol: '${protocol.slice(0, -1)}', host: '${host}' }), or validateExpressRequest with these`
    return `twilio.webhook({ url: '${base}' + path }), or validateRequest(token, signature, '${base}' + req.originalUrl, req.body)`
  },
  fastify: ({ isOrigin, base }) =>
    isOrigin
      ? `Fastify({ trustProxy: true }), and check request.protocol + '://' + request.host + request.originalUrl`
      : `validateRequest(token, signature, '${base}' + request.originalUrl, request.body)`,
  flask: ({ isOrigin, base }) =>
    isOrigin
      ? `app.wsgi_app = ProxyFix(app.wsgi_app, x_proto=1, x_host=1)`
      : `validator.validate('${base}' + request.full_path.rstrip('?'), request.form, signature)`,
  django({ isScheme, isOrigin, base }) {
    const scheme = `SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')`
    if (isScheme) return `${scheme} in the settings`
    if (isOrigin) return `${scheme} and USE_X_FORWARDED_HOST = True in the settings`
    return `validator.validate('${base}' + request.get_full_path(), request.POST, signature)`
  },
  fastapi: ({ isScheme, base }) =>
    isScheme
      ? `uvicorn main:app --proxy-headers --forwarded-allow-ips '*'`
      : `validator.validate('${base}' + request.url.path, form, signature), with the query if there is one`,
  laravel: ({ isOrigin, base }) =>
    isOrigin
      ? `$middleware->trustProxies(at: '*') in bootstrap/app.php`
      : `$validator->validate($signature, '${base}' . $request->getRequestUri(), $request->post())`,
  php: ({ base }) => `$validator->validate($signature, '${base}' . $_SERVER['REQUEST_URI'], $_POST)`,
  ruby: ({ base }) => `validator.validate('${base}' + request.fullpath, request.POST, signature)`,
  spring: ({ isOrigin, base }) =>
    isOrigin
      ? `server.forward-headers-strategy=framework in application.properties`
      : `validator.validate("${base}" + request.getRequestURI(), parameters, signature), with the query if there is one`,
  aspnet: ({ isOrigin, base }) =>
    isOrigin
      ? `app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost })`
      : `validator.Validate("${base}" + request.Path + request.QueryString, form, signature)`,
  go: ({ base }) => `validator.Validate("${base}"+r.RequestURI, parameters, signature)`,
}

/** What to change in an app of this framework, with a line of its code. */
export function frameworkChange(framework: Framework, url: UrlToCheck): string {
  if (framework !== 'unknown') return `In ${names[framework]}: ${lines[framework](url)}`
  const { isScheme, isOrigin, origin, base } = url
  const inExpress = isScheme
    ? `app.set('trust proxy', true)`
    : `validateRequest(token, signature, '${base}' + req.originalUrl, req.body)`
  return `Check against ${isOrigin ? origin : `'${base}'`} and the path of the request; in express: ${inExpress}`
}

const otherLanguages: readonly Known[] = [
  'flask',
  'django',
  'fastapi',
  'laravel',
  'php',
  'ruby',
  'spring',
  'aspnet',
  'go',
]

/** The lines for the frameworks of other languages than JavaScript. */
export function linesOfOtherLanguages(url: UrlToCheck): readonly FrameworkLine[] {
  return otherLanguages.map((framework) => ({ framework: names[framework], line: lines[framework](url) }))
}
