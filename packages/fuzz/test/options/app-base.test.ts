import { expect, test } from 'vitest'
import { resolveAppUrl } from '../../src/options/app-base.ts'

const authToken = 'token'

test.each([
  ['/voice', { app: 'http://127.0.0.1:3000' }, 'http://127.0.0.1:3000/voice'],
  ['voice', { app: '3000' }, 'http://localhost:3000/voice'],
  [
    '/voice',
    { app: 'http://127.0.0.1:3000', publicUrl: 'https://a.example.com/' },
    'https://a.example.com/voice',
  ],
  ['https://b.example.com/x?y=1', { app: '3000' }, 'https://b.example.com/x?y=1'],
  ['/voice', { app: { fetch: () => new Response() } }, 'https://app.example.com/voice'],
])('%s of %j is %s', (url, access, absolute) => {
  expect(resolveAppUrl(url, { authToken, ...access })).toBe(absolute)
})

test.each([
  ['/voice', {}],
  ['ftp://a.example.com/', { app: '3000' }],
  ['http://', { app: '3000' }],
])('%s of %j is no URL', (url, access) => {
  expect(resolveAppUrl(url, { authToken, ...access })).toBeUndefined()
})
