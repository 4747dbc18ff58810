import { sign, verification, verify, type SignedRequest } from '@ringback/signature'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const authToken = '0123456789abcdef0123456789abcdef'
const parameters = { CallSid: 'CA1', Digits: '' }
const request = (url: string, signed: string): SignedRequest => ({
  url,
  method: 'POST',
  parameters,
  authToken,
  signature: sign({ url: signed, parameters, authToken }),
})

test.each([
  ['https://a.example/v', 'https://a.example:443/v'],
  ['http://a.example/v', 'http://a.example:80/v'],
  ['wss://a.example/v', 'wss://a.example:443/v'],
  ['https://a.example:8443/v', 'https://a.example/v'],
  ['https://[2001:db8::1]/v', 'https://[2001:db8::1]:443/v'],
  ['https://[2001:db8::1]:8443/v', 'https://[2001:db8::1]/v'],
  ['https://user:p:w@a.example:8443/v', 'https://user:p:w@a.example/v'],
  ['https://user:pass@a.example:8443/v', 'https://a.example/v'],
  ['https://user:pass@a.example/v', 'https://a.example:443/v'],
  ['https://A.Example', 'https://a.example/'],
  ["https://a.example/it's?q=a'b", "https://a.example/it's?q=a%27b"],
  ['https://a.example/v?q=x+y&q=2&a=1', 'https://a.example/v?q=x%20y&q=2&a=1'],
  ['https://a.example/v#rc=3', 'https://a.example/v'],
])('%s is valid when Twilio signed %s', (url, signed) => {
  expect(verification(request(url, signed))).toEqual({ valid: true, signedUrl: signed })
})

test.each([
  ['https://a.example/v', 'http://a.example/v'],
  ['https://a.example/v', 'https://a.example/v/'],
  ['https://a.example/v', 'https://a.example:8443/v'],
  ['https://a.example/v', 'https://user:pass@a.example/v'],
  ['https://a.example/v?a=1', 'https://a.example/v'],
  ['https://a.example/v?a=1&b=2', 'https://a.example/v?b=2&a=1'],
])('%s is not valid when Twilio signed %s', (url, signed) => {
  expect(verification(request(url, signed))).toEqual({ valid: false, reason: 'signature-wrong' })
})

test('the parameters of a GET are not counted beside its query', () => {
  const url = 'https://a.example/v?CallSid=CA1&Digits='
  const signature = sign({ url, authToken })
  expect(verify({ url, method: 'GET', parameters, authToken, signature })).toBe(true)
  expect(verify({ url, method: 'get', body: '', authToken, signature })).toBe(true)
  expect(verify({ url, method: 'POST', parameters, authToken, signature })).toBe(false)
})

test('a raw form body is read', () => {
  const { signature } = request('https://a.example/v', 'https://a.example/v')
  const valid = {
    url: 'https://a.example/v',
    method: 'POST',
    body: 'Digits=&CallSid=CA1',
    authToken,
    signature,
  }
  expect(verify(valid)).toBe(true)
  expect(verify({ ...valid, body: new TextEncoder().encode(valid.body) })).toBe(true)
  expect(verify({ ...valid, contentType: 'application/x-www-form-urlencoded' })).toBe(true)
  expect(verify({ ...valid, contentType: 'text/plain' })).toBe(false)
  expect(verify({ ...valid, body: 'Digits=1&CallSid=CA1' })).toBe(false)
})

test('a body that is no form needs its hash, however right the signature is', () => {
  const url = 'https://a.example/v'
  const body = '{"a":1}'
  const refused = { url, method: 'POST', body, authToken, signature: sign({ url, authToken }) }
  expect(verification(refused)).toEqual({ valid: false, reason: 'body-hash-missing' })
  const wrong = `${url}?bodySHA256=${'0'.repeat(64)}`
  expect(verification({ ...refused, url: wrong, signature: sign({ url: wrong, authToken }) })).toEqual({
    valid: false,
    reason: 'body-hash-wrong',
  })
})

test.each([
  [{ signature: undefined }, 'signature-missing'],
  [{ signature: '' }, 'signature-missing'],
  [{ authToken: '' }, 'auth-token-missing'],
  [{ url: '' }, 'url-malformed'],
  [{ url: '/v' }, 'url-malformed'],
  [{ url: 'not a url' }, 'url-malformed'],
  [{ url: 'https://' }, 'url-malformed'],
  [{ signature: 'incorrect' }, 'signature-wrong'],
  [{ signature: 'ü'.repeat(28) }, 'signature-wrong'],
] as const)('%j is refused: %s', (change, reason) => {
  expect(verification({ ...request('https://a.example/v', 'https://a.example/v'), ...change })).toEqual({
    valid: false,
    reason,
  })
})

test('no part of a signature is enough, and no addition is allowed', () => {
  const valid = request('https://a.example/v', 'https://a.example/v')
  const { signature = '' } = valid
  expect(verify(valid)).toBe(true)
  for (let length = 0; length < signature.length; length++)
    expect(verify({ ...valid, signature: signature.slice(0, length) })).toBe(false)
  for (const other of [`${signature}=`, ` ${signature}`, signature.toLowerCase(), signature.slice(0, -1)])
    expect(verify({ ...valid, signature: other })).toBe(false)
})

test('garbage is refused without an error', () => {
  fc.assert(
    fc.property(
      fc.record(
        {
          url: fc.anything(),
          method: fc.anything(),
          parameters: fc.anything(),
          body: fc.anything(),
          contentType: fc.anything(),
          authToken: fc.anything(),
          signature: fc.anything(),
        },
        { requiredKeys: [] },
      ),
      (garbage) => {
        // What a caller without types may pass.
        expect(verify(garbage as unknown as SignedRequest)).toBe(false)
        expect(
          verify({
            ...request('https://a.example/v', 'https://a.example/other'),
            ...garbage,
          } as SignedRequest),
        ).toBe(false)
      },
    ),
  )
})
