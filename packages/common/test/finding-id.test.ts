import { findingId, withoutOrigins } from '@ringback/common'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const origins = fc.constantFrom(
  'http://127.0.0.1:3000',
  'http://localhost:8080',
  'https://phone.example.com',
  'http://[::1]:8080',
  'https://10.1.2.3',
)

test('the id does not depend on host and port', () => {
  fc.assert(
    fc.property(origins, origins, fc.stringMatching(/^[a-z]{1,8}$/), (one, other, path) => {
      const key = (origin: string): string =>
        `http-status ${origin}/${path}? HTTP 500 next=${encodeURIComponent(`${origin}/menu`)} to "${origin}/x" From=sip`
      expect(findingId('http-status', key(one))).toBe(findingId('http-status', key(other)))
    }),
  )
})

test('the id does not depend on an address without a scheme', () => {
  const message = (address: string): string => `connect ECONNREFUSED ${address}`
  const ids = ['127.0.0.1:3000', 'localhost:4000', '[::1]:80', '::1:3000', '127.0.0.1'].map((address) =>
    findingId('app-down', message(address)),
  )
  expect(new Set(ids).size).toBe(1)
})

test('another path, cause or code is another id', () => {
  const key = 'http-status https://phone.example.com/voice? From=sip'
  const ids = [
    findingId('http-status', key),
    findingId('http-status', key.replace('/voice', '/menu')),
    findingId('http-status', key.replace('sip', 'client')),
    findingId('answer-too-late', key),
  ]
  expect(new Set(ids).size).toBe(4)
  for (const id of ids) expect(id).toMatch(/^[a-z-]+-[0-9a-f]{8}$/)
})

test('a path is kept when the origin goes', () => {
  expect(withoutOrigins('GET https://a.example.com:8443/menu?x=1')).toBe('GET /menu?x=1')
})
