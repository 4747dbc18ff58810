import { appUrlChange, frameworkOf, urlsAnAppMayCheck } from '@ringback/signature'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

test('never lists the URL that was signed, and nothing twice', () => {
  const request = fc.record({
    url: fc.webUrl({ withQueryParameters: true }),
    target: fc.webPath().map((path) => `/${path}`),
    host: fc.domain(),
    appOrigin: fc.integer({ min: 1, max: 65_535 }).map((port) => `http://127.0.0.1:${port}`),
  })
  fc.assert(
    fc.property(request, (given) => {
      const urls = urlsAnAppMayCheck(given)
      expect(urls).not.toContain(given.url)
      expect(new Set(urls).size).toBe(urls.length)
      expect(urls.length).toBeLessThanOrEqual(11)
    }),
  )
})

test.each([
  ['http://a.example.com/api/voice', ['scheme'], `app.set('trust proxy', true)`],
  ['http://127.0.0.1:3000/api/voice', ['scheme', 'host'], `protocol: 'https', host: 'a.example.com'`],
  ['https://a.example.com:3000/api/voice', ['port'], `host: 'a.example.com'`],
  ['https://a.example.com/voice', ['path-prefix-missing'], `'https://a.example.com/api' + req.originalUrl`],
])('says what to change in express when the app checks %s', (checkedUrl, codes, line) => {
  const change = appUrlChange({ signedUrl: 'https://a.example.com/api/voice', checkedUrl }, 'express')
  expect(change.codes).toEqual(codes)
  expect(change.change).toContain(line)
})

test.each([
  [[['X-Powered-By', 'Express']], 'Forbidden', 'express'],
  [[], 'Twilio Request Validation Failed.', 'express'],
  [[['server', 'Werkzeug/3.1.3 Python/3.12']], '', 'flask'],
  [[], '{"statusCode":403,"error":"Forbidden","message":"no"}', 'fastify'],
  // What the versions in Debian 12 answer.
  [[['Server', 'WSGIServer/0.2 CPython/3.11.2']], '', 'django'],
  [[['server', 'uvicorn']], '{"detail":"Forbidden"}', 'fastapi'],
  [[['X-Powered-By', 'PHP/8.2.36']], '', 'php'],
  [[['Server', 'WEBrick/1.8.1 (Ruby/3.1.2/2022-04-12)']], '', 'ruby'],
  [[['X-Content-Type-Options', 'nosniff']], 'not signed by Twilio\n', 'go'],
  [[['X-Content-Type-Options', 'nosniff']], '<!doctype html>\n', 'unknown'],
  // What their documentation says.
  [
    [
      ['server', 'gunicorn'],
      ['Referrer-Policy', 'same-origin'],
    ],
    '',
    'django',
  ],
  [[['Set-Cookie', 'laravel_session=e30; path=/']], '', 'laravel'],
  [[['Server', 'Kestrel']], '', 'aspnet'],
  [[], '{"timestamp":"2026-01-01T12:00:00","status":403,"error":"Forbidden","path":"/voice"}', 'spring'],
  [[], 'no', 'unknown'],
] as const)('%j and %j: %s', (headers, body, framework) => {
  expect(frameworkOf({ headers, body })).toBe(framework)
})

test.each([
  [
    'django',
    'http://a.example.com/api/voice',
    `SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')`,
  ],
  ['django', 'http://127.0.0.1:8000/api/voice', 'USE_X_FORWARDED_HOST = True'],
  ['django', 'https://a.example.com/voice', `'https://a.example.com/api' + request.get_full_path()`],
  ['fastapi', 'http://a.example.com/api/voice', `uvicorn main:app --proxy-headers --forwarded-allow-ips '*'`],
  ['laravel', 'http://a.example.com/api/voice', `$middleware->trustProxies(at: '*')`],
  ['php', 'http://a.example.com/api/voice', `'https://a.example.com' . $_SERVER['REQUEST_URI']`],
  ['ruby', 'http://a.example.com/api/voice', `validator.validate('https://a.example.com' + request.fullpath`],
  ['spring', 'http://a.example.com/api/voice', 'server.forward-headers-strategy=framework'],
  ['spring', 'https://a.example.com/voice', '"https://a.example.com/api" + request.getRequestURI()'],
  ['aspnet', 'http://a.example.com/api/voice', 'ForwardedHeaders.XForwardedProto'],
  ['go', 'http://a.example.com/api/voice', '"https://a.example.com"+r.RequestURI'],
] as const)('says what to change in %s when the app checks %s', (framework, checkedUrl, line) => {
  const { change } = appUrlChange({ signedUrl: 'https://a.example.com/api/voice', checkedUrl }, framework)
  expect(change).toContain(line)
})
