import { sign, signUrlFor, verify } from '@ringback/signature'
import * as fc from 'fast-check'
import twilio from 'twilio'
import { expect, test } from 'vitest'

const text = fc.string({ unit: 'grapheme' })
const name = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
  fc.constantFrom('CallSid', 'Call', 'to', '__proto__x'),
)
const parameters = fc.dictionary(name, text)
const repeated = fc.dictionary(name, fc.oneof(text, fc.array(fc.string(), { minLength: 1 })))
const authToken = fc.string({ minLength: 1, unit: 'grapheme' })
const port = fc.constantFrom('', ':443', ':80', ':8443')
const userinfo = fc.constantFrom('', 'user:pass@', 'user@')
const url = fc
  .tuple(fc.webUrl({ withQueryParameters: true, validSchemes: ['http', 'https'] }), port, userinfo)
  .map(([url, port, userinfo]) => url.replace(/^(https?:\/\/)([^/?]+)/, `$1${userinfo}$2${port}`))

test('sign gives what the official package expects', () => {
  fc.assert(
    fc.property(authToken, url, repeated, (authToken, url, parameters) => {
      const expected = twilio.getExpectedTwilioSignature(authToken, url, parameters)
      expect(sign({ url, parameters, authToken })).toBe(expected)
    }),
  )
})

test('the official package accepts what was signed, and so does verify', () => {
  fc.assert(
    fc.property(authToken, url, repeated, (authToken, url, parameters) => {
      const signature = sign({ url, parameters, authToken })
      expect(twilio.validateRequest(authToken, signature, url, parameters)).toBe(true)
      expect(verify({ url, method: 'POST', parameters, authToken, signature })).toBe(true)
    }),
  )
})

test('verify accepts whatever form of the URL the official package accepts', () => {
  const forms = [
    (url: string) => url,
    (url: string) => url.replace(/:\d+(?=[/?]|$)/, ''),
    (url: string) => url.replace(/^(https:\/\/[^/?:]+)(?=[/?]|$)/, '$1:443'),
    (url: string) => new URL(url).href,
    (url: string) => new URL(url).href.replaceAll('%20', '+'),
  ]
  fc.assert(
    fc.property(authToken, url, parameters, fc.constantFrom(...forms), (authToken, url, parameters, form) => {
      const signature = twilio.getExpectedTwilioSignature(authToken, form(url), parameters)
      fc.pre(twilio.validateRequest(authToken, signature, url, parameters))
      expect(verify({ url, method: 'POST', parameters, authToken, signature })).toBe(true)
    }),
  )
})

test('a query that the official package encodes again', () => {
  const url = "https://EXAMPLE.com/a b?q='x y'&r=1&q=ü"
  const href = new URL(url).href
  const legacy = "https://example.com/a%20b?q='x%20y'&q=%C3%BC&r=1"
  for (const form of [href, legacy]) {
    const signature = sign({ url: form, authToken: 'token' })
    expect(twilio.validateRequest('token', signature, url, {})).toBe(true)
    expect(verify({ url, method: 'POST', authToken: 'token', signature })).toBe(true)
  }
})

test('both refuse a signature for other parameters, another path or another token', () => {
  fc.assert(
    fc.property(authToken, url, parameters, text, (authToken, url, parameters, other) => {
      const forged = [
        sign({ url, parameters: { ...parameters, Forged: `${other}!` }, authToken }),
        sign({ url: url.replace(/(?<=^https?:\/\/[^/?]+)/, '/forged'), parameters, authToken }),
        sign({ url, parameters, authToken: `${authToken}!` }),
        other,
      ]
      for (const signature of forged) {
        expect(twilio.validateRequest(authToken, signature, url, parameters)).toBe(false)
        expect(verify({ url, method: 'POST', parameters, authToken, signature })).toBe(false)
      }
    }),
  )
})

test('JSON bodies: both accept what was signed and refuse another body', () => {
  fc.assert(
    fc.property(authToken, url, fc.json(), (authToken, plain, body) => {
      const url = signUrlFor({ url: plain, body })
      const signature = sign({ url: plain, body, contentType: 'application/json', authToken })
      const request = { url, method: 'POST', contentType: 'application/json', authToken, signature }
      expect(twilio.validateRequestWithBody(authToken, signature, url, body)).toBe(true)
      expect(verify({ ...request, body })).toBe(true)
      expect(verify({ ...request, body: new TextEncoder().encode(body) })).toBe(true)
      expect(twilio.validateRequestWithBody(authToken, signature, url, `${body} `)).toBe(false)
      expect(verify({ ...request, body: `${body} ` })).toBe(false)
    }),
  )
})
