import { explain, sign, verify } from '@ringback/signature'
import { expect, test } from 'vitest'

const authToken = '0123456789abcdef0123456789abcdef'
const parameters = { CallSid: 'CA1', From: '+12025550100' }

function explained(signedUrl: string, url: string, headers: Record<string, string> = {}) {
  const signature = sign({ url: signedUrl, parameters, authToken })
  const found = explain({ url, method: 'POST', headers, parameters, authToken, signature })
  if (!found.found) throw new Error(`Not explained after ${found.tried} variants.`)
  expect(verify({ url: found.signedUrl, method: 'POST', parameters, authToken, signature })).toBe(true)
  return found
}

test('a scheme that the proxy forwards: trust the proxy', () => {
  const { fixes } = explained('https://example.com/voice', 'http://example.com/voice', {
    'X-Forwarded-Proto': 'https',
  })
  expect(fixes.express).toBe(`app.set('trust proxy', true)`)
  expect(fixes.fastify).toBe('const app = Fastify({ trustProxy: true })')
  expect(fixes.hono).toContain(`'https://example.com' + c.req.url`)
  expect(fixes.nextjs).toContain(`'https://example.com' + request.url`)
})

test('a scheme that nothing forwards: name it', () => {
  const { fixes } = explained('https://example.com/voice', 'http://example.com/voice')
  expect(fixes.express).toBe(`app.use(twilio.webhook({ protocol: 'https' }))`)
})

test('scheme and host: one line for both', () => {
  const { causes, fixes } = explained('https://example.com/voice', 'http://app:3000/voice', {
    'X-Forwarded-Host': 'example.com',
  })
  expect(causes.map(({ code }) => code)).toEqual(['scheme', 'host', 'port'])
  expect(fixes.express).toBe(`app.use(twilio.webhook({ host: 'example.com', protocol: 'https' }))`)
  expect(fixes.fastify).toContain(`'https://example.com' + request.originalUrl`)
})

test('a stripped prefix is put in front of what the app sees', () => {
  const { fixes } = explained('https://example.com/api/voice?a=1', 'https://example.com/voice?a=1')
  expect(fixes.express).toContain(`'https://example.com/api' + req.originalUrl`)
})

test('a path that nothing gives is written out', () => {
  const { fixes } = explained('https://example.com/voice', 'https://example.com/backend/voice/')
  for (const line of Object.values(fixes)) expect(line).toContain(`'https://example.com/voice'`)
})

test('other languages: a proxy to trust, a prefix to put in front, and nothing where the path is another', () => {
  const linesFor = (signed: string, checked: string, headers = {}): Readonly<Record<string, string>> =>
    Object.fromEntries(
      explained(signed, checked, headers).otherLanguages.map(({ framework, line }) => [framework, line]),
    )
  const scheme = linesFor('https://example.com/voice', 'http://example.com/voice')
  expect(scheme.Flask).toBe('app.wsgi_app = ProxyFix(app.wsgi_app, x_proto=1, x_host=1)')
  expect(scheme.FastAPI).toContain('--proxy-headers')
  expect(scheme.Go).toContain('"https://example.com"+r.RequestURI')
  const host = { 'X-Forwarded-Host': 'example.com' }
  expect(linesFor('https://example.com/voice', 'http://app:8000/voice', host).Django).toContain(
    'USE_X_FORWARDED_HOST',
  )
  const prefix = linesFor('https://example.com/api/voice?a=1', 'https://example.com/voice?a=1')
  expect(prefix.Ruby).toContain("'https://example.com/api' + request.fullpath")
  expect(linesFor('https://example.com/voice', 'https://example.com/backend/voice/')).toEqual({})
  expect(linesFor('https://example.com/voice', 'https://example.com/voice')).toEqual({})
})

test('every cause says what happened and what to change, and fixes are single lines', () => {
  const { causes, fixes } = explained('https://example.com/voice/?a=1', 'http://example.com:8080/voice?a=1')
  expect(causes).toHaveLength(3)
  for (const { message, change } of causes) expect(`${message} ${change}`).toMatch(/^\p{Lu}.*\. \p{Lu}.*\.$/u)
  for (const line of [...causes.map((cause) => cause.fixes), fixes].flatMap((each) => Object.values(each)))
    expect(line).not.toContain('\n')
})
