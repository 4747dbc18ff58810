import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findingId } from '../../src/causes/finding-id.ts'

test('the id does not depend on host and port', () => {
  const hosts = fc.constantFrom('http://127.0.0.1:3000', 'https://phone.example.com', 'http://[::1]:8080')
  fc.assert(
    fc.property(hosts, hosts, fc.stringMatching(/^[a-z]{1,8}$/), (one, other, path) => {
      const key = (origin: string): string =>
        `http-status ${origin}/${path}? The app answers HTTP 500. From=sip`
      expect(findingId('http-status', key(one))).toBe(findingId('http-status', key(other)))
    }),
  )
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
