import { explain, sign, type HintCode } from '@ringback/signature'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const authToken = '0123456789abcdef0123456789abcdef'
const request = {
  url: 'https://example.com/voice',
  method: 'POST',
  parameters: { CallSid: 'CA1' },
  authToken,
}
const foreign = sign({ url: 'https://example.org/', authToken: 'another' })

function hintsOf(...[given]: Parameters<typeof explain>): readonly HintCode[] {
  const found = explain({ limit: 2000, ...given })
  return found.found ? [] : found.hints.map(({ code }) => code)
}

test('the header is missing', () => {
  expect(hintsOf(request)).toContain('signature-missing')
  expect(hintsOf({ ...request, headers: { Host: 'example.com' }, signature: '' })).toContain(
    'signature-missing',
  )
})

test.each(['incorrect', `${foreign}x`, foreign.slice(1)])('the header %s is no signature', (signature) => {
  expect(hintsOf({ ...request, signature })).toContain('signature-malformed')
})

test('the token is none', () => {
  expect(hintsOf({ ...request, signature: foreign, authToken: '' })).toContain('auth-token-missing')
  expect(hintsOf({ ...request, signature: foreign, authToken: '12345' })).toContain('auth-token-malformed')
  expect(hintsOf({ ...request, signature: foreign, authToken: `AC${authToken}` })).toContain(
    'auth-token-is-sid',
  )
  expect(hintsOf({ ...request, signature: foreign })).toEqual([
    'auth-token-other',
    'body-not-given',
    'limit-reached',
  ])
})

test('the URL cannot be what Twilio requested', () => {
  expect(hintsOf({ ...request, signature: foreign, url: '/voice' })).toContain('url-malformed')
  for (const url of ['http://localhost:3000/voice', 'http://10.1.2.3/', 'http://app/voice'])
    expect(hintsOf({ ...request, signature: foreign, url })).toContain('host-private')
})

test('the content is incomplete', () => {
  expect(hintsOf({ ...request, parameters: {}, signature: foreign })).toContain('parameters-missing')
  expect(hintsOf({ ...request, parameters: undefined, body: '{}', signature: foreign })).toContain(
    'body-hash-missing',
  )
})

test('the limit ends the search and is told', () => {
  const found = explain({ ...request, signature: foreign, limit: 100 })
  expect(found).toMatchObject({ found: false, tried: 100 })
  expect(hintsOf({ ...request, signature: foreign, limit: 100 })).toContain('limit-reached')
})

test('nothing is claimed for a signature that another token made', () => {
  const url = fc.webUrl({ withQueryParameters: true })
  fc.assert(
    fc.property(fc.string(), url, (token, url) => {
      const forged = sign({ url, parameters: request.parameters, authToken: `${token}-forged` })
      expect(explain({ ...request, url, signature: forged, limit: 1000 }).found).toBe(false)
    }),
    { numRuns: 25 },
  )
})

test('anything at all is answered without an error', () => {
  const url = fc.oneof(fc.string(), fc.webUrl())
  fc.assert(
    fc.property(fc.anything(), fc.string(), url, fc.string(), (given, signature, url, body) => {
      // What an app without types may pass.
      const parameters = given as Record<string, unknown>
      for (const beside of [{ body }, { headers: {} }]) {
        const found = explain({ url, method: 'POST', parameters, signature, authToken, limit: 50, ...beside })
        expect(found.found).toBe(false)
      }
    }),
  )
})
