import { superlinear } from '@ringback/test-support/growth'
import { explain, signUrlFor, verification } from '@ringback/signature'
import { expect, test } from 'vitest'

const authToken = '0123456789abcdef0123456789abcdef'
const signature = `${'A'.repeat(27)}=`
const url = 'https://voice.example.com/voice'
const form = 'application/x-www-form-urlencoded'
const request = { url, method: 'POST', authToken, signature }

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'verify a form': (text) => verification({ ...request, body: text, contentType: form }),
  'verify JSON': (text) => verification({ ...request, body: text, contentType: 'application/json' }),
  'verify a URL': (text) => verification({ ...request, url: `${url}/${text}`, method: 'GET' }),
  'verify a query': (text) => verification({ ...request, url: `${url}?${text}`, method: 'GET' }),
  'verify a content type': (text) => verification({ ...request, body: 'a=b', contentType: `text/${text}` }),
  'verify a signature': (text) => verification({ ...request, signature: text }),
  signUrlFor: (text) => signUrlFor({ url: `${url}?${text}`, body: text }),
}

/** The number of variants is bounded by `limit`; each costs what the request's length is. */
const explanations: Readonly<Record<string, (text: string) => unknown>> = {
  'explain a form': (text) => explain({ ...request, body: text, contentType: form, limit: 20 }),
  'explain a query': (text) => explain({ ...request, method: 'GET', url: `${url}?${text}`, limit: 20 }),
  'explain a path': (text) => explain({ ...request, method: 'GET', url: `${url}/${text}`, limit: 20 }),
  'explain a signature': (text) => explain({ ...request, signature: text, limit: 20 }),
  'explain a header': (text) =>
    explain({
      ...request,
      headers: [
        ['X-Forwarded-Host', text],
        ['Content-Type', text],
      ],
      limit: 20,
    }),
  'explain parameters': (text) => explain({ ...request, parameters: { [text]: text }, limit: 20 }),
}

test.each(Object.entries(readers))('the work grows as the input does: %s', (_name, read) => {
  expect(superlinear(read)).toEqual([])
})

test.each(Object.entries(explanations))(
  'the work of a variant grows as the input does: %s',
  (_name, read) => {
    expect(superlinear(read, 150)).toEqual([])
  },
)
