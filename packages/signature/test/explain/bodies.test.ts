import { explain, sign, signUrlFor } from '@ringback/signature'
import { expect, test } from 'vitest'

const authToken = '0123456789abcdef0123456789abcdef'
const url = 'https://voice.example.com/voice'

function codesOf(request: Parameters<typeof explain>[0]): readonly string[] | string {
  const found = explain(request)
  return found.found ? found.causes.map(({ code }) => code) : `not found after ${found.tried}`
}

test('a GET whose parameters are counted a second time', () => {
  const signature = sign({ url: `${url}?Digits=1`, authToken })
  const request = { url: `${url}?Digits=1`, method: 'GET', authToken, signature }
  expect(codesOf({ ...request, parameters: { Digits: '1' } })).toEqual(['parameters-counted-in-get'])
  expect(codesOf(request)).toEqual([])
})

test.each([
  ['plus', '?CallSid=CA1&City=NEW+YORK'],
  ['percent', '?CallSid=CA1&City=NEW%20YORK'],
])('a GET that was checked without its query, encoded with %s, and with its parameters', (_, query) => {
  const signature = sign({ url: url + query, authToken })
  const parameters = { CallSid: 'CA1', City: 'NEW YORK' }
  expect(codesOf({ url, method: 'GET', parameters, authToken, signature })).toEqual([
    'query-missing',
    'parameters-counted-in-get',
  ])
})

test('a form that nothing parsed', () => {
  const signature = sign({ url, parameters: { CallSid: 'CA1', Digits: '' }, authToken })
  const body = 'CallSid=CA1&Digits='
  expect(codesOf({ url, method: 'POST', parameters: {}, body, authToken, signature })).toEqual([
    'body-not-parsed',
  ])
})

test('with the raw body every changed parameter is named, however many', () => {
  const body = 'A=+x+&B=&C=007&D=1&D=2&E=a%2Bb&F=%3Cb%3E'
  const parameters = { A: 'x', B: null, C: 7, D: '2', E: 'a b', G: 'new' }
  const sent: [string, string][] = [...new URLSearchParams(body)]
  const signature = sign({ url, parameters: sent, authToken })
  const found = explain({ url, method: 'POST', parameters, body, authToken, signature })
  expect(found.found && Object.fromEntries(found.causes.map(({ code, message }) => [code, message]))).toEqual(
    {
      'parameters-trimmed': expect.stringMatching(/: A\.$/),
      'parameters-null': expect.stringMatching(/: B\.$/),
      'parameters-coerced': expect.stringMatching(/: C\.$/),
      'parameters-repeated': expect.stringMatching(/: D\.$/),
      'parameters-plus': expect.stringMatching(/: E:/),
      'parameters-dropped': expect.stringMatching(/: F\.$/),
      'parameters-added': expect.stringMatching(/: G\.$/),
    },
  )
})

const json = '{"property": "value", "list": [1, 2], "url": "https://x"}'
const jsonUrl = signUrlFor({ url: `${url}?a=1`, body: json })
const jsonRequest = {
  url: jsonUrl,
  method: 'POST',
  contentType: 'application/json',
  authToken,
  signature: sign({ url: jsonUrl, authToken }),
}

test('a JSON body that is intact', () => {
  expect(codesOf({ ...jsonRequest, body: json })).toEqual([])
})

test.each([
  ['compact', JSON.stringify(JSON.parse(json))],
  ['indented', JSON.stringify(JSON.parse(json), null, 2)],
])('a JSON body that was serialised again: %s', (_, original) => {
  const signedUrl = signUrlFor({ url, body: original })
  const signature = sign({ url: signedUrl, authToken })
  expect(codesOf({ ...jsonRequest, url: signedUrl, body: json, signature })).toEqual([
    'body-serialised-again',
  ])
})

test('a JSON body that was changed, behind TLS that ended', () => {
  const request = {
    ...jsonRequest,
    url: jsonUrl.replace('https', 'http'),
    body: json.replace('value', 'other'),
  }
  expect(codesOf(request)).toEqual(['scheme', 'body-changed'])
})

test('a JSON body whose fields were counted as parameters', () => {
  const parameters: Record<string, unknown> = { property: 'value', list: [1, 2] }
  expect(codesOf({ ...jsonRequest, body: json, parameters })).toEqual(['parameters-counted-beside-body-hash'])
  expect(codesOf({ ...jsonRequest, parameters })).toEqual(['parameters-counted-beside-body-hash'])
})

test('a JSON body whose hash was cut from the query', () => {
  expect(codesOf({ ...jsonRequest, url: `${url}?a=1`, body: json })).toEqual(['body-hash-missing'])
})

test('user name and password in the URL', () => {
  const signature = sign({ url: 'https://user:pass@voice.example.com/voice', authToken })
  const headers = { Authorization: `Basic ${btoa('user:pass')}`, 'X-Twilio-Signature': signature }
  expect(codesOf({ url, method: 'POST', headers, authToken })).toEqual(['userinfo'])
  const bare = { 'X-Twilio-Signature': sign({ url, authToken }) }
  const secret = 'https://user:pass@voice.example.com/voice'
  expect(codesOf({ url: secret, method: 'POST', headers: bare, authToken })).toEqual(['userinfo'])
})

test.each(['secondary', 'test', 'subaccount', 'other'] as const)('a token of the role %s signed', (role) => {
  const token = 'a'.repeat(32)
  const signature = sign({ url, authToken: token })
  const candidates = { authTokens: [{ token, role, label: 'Sales' }] }
  const found = explain({ url, method: 'POST', authToken, signature, candidates })
  expect(found).toMatchObject({ found: true, causes: [{ code: `auth-token-${role}` }] })
  expect(JSON.stringify(found)).toContain('Sales')
  expect(JSON.stringify(found)).not.toContain(token)
})

test('a signature that was URL-encoded, that lost its plus signs, or that came twice', () => {
  const request = Array.from({ length: 200 }, (_, at) => ({ url: `${url}/${at}`, method: 'POST', authToken }))
    .map((each) => ({ ...each, signature: sign(each) }))
    .find(({ signature }) => signature.includes('+') && signature.includes('/'))
  if (request === undefined) throw new Error('No signature of 200 holds both + and /.')
  const { signature } = request
  for (const garbled of [
    encodeURIComponent(signature),
    signature.replaceAll('+', ' '),
    `${signature}, ${signature}`,
    signature.replaceAll('+', '-').replaceAll('/', '_').replace('=', ''),
  ])
    expect(codesOf({ ...request, signature: garbled })).toEqual(['signature-untidy'])
})

test('two trimmed values, two added parameters', () => {
  const sent = { CallSid: 'CA1', CallerName: 'WIRELESS ', FromCity: 'OSLO ' }
  const request = { url, method: 'POST', authToken, signature: sign({ url, parameters: sent, authToken }) }
  const trimmed = { CallSid: 'CA1', CallerName: 'WIRELESS', FromCity: 'OSLO' }
  expect(codesOf({ ...request, parameters: trimmed })).toEqual(['parameters-trimmed'])
  expect(codesOf({ ...request, parameters: { ...sent, Route: 'x', Tenant: 'y' } })).toEqual([
    'parameters-added',
  ])
})

test('a request with ten thousand parameters is explained all the same', () => {
  const parameters = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, at) => [`Name${at}`, `value ${at}`]),
  )
  const signature = sign({ url, parameters, authToken })
  const request = { url: url.replace('https', 'http'), method: 'POST', parameters, authToken, signature }
  expect(codesOf(request)).toEqual(['scheme'])
})
