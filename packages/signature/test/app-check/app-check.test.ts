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
  [[], 'no', 'unknown'],
] as const)('%j and %j: %s', (headers, body, framework) => {
  expect(frameworkOf({ headers, body })).toBe(framework)
})
