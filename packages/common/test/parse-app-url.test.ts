import * as fc from 'fast-check'
import { parseAppUrl, RingbackError, withoutCredentials } from '@ringback/common'
import { expect, test } from 'vitest'

test.each([
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000/'],
  ['https://phone.example.com/twilio', 'https://phone.example.com/twilio'],
  ['localhost:3000', 'http://localhost:3000/'],
  ['127.0.0.1:3000', 'http://127.0.0.1:3000/'],
  ['[::1]:3000', 'http://[::1]:3000/'],
  ['my-app:8080/voice', 'http://my-app:8080/voice'],
  ['phone.example.com', 'http://phone.example.com/'],
  ['3000', 'http://localhost:3000/'],
  [':3000', 'http://localhost:3000/'],
  ['3000/voice?a=b', 'http://localhost:3000/voice?a=b'],
  [' HTTP://LOCALHOST:3000 ', 'http://localhost:3000/'],
  ['user:secret@localhost:3000', 'http://user:secret@localhost:3000/'],
])('%s is %s', (text, href) => {
  expect(parseAppUrl(text).href).toBe(href)
})

test.each([
  '',
  ' ',
  'http://',
  'ftp://localhost:3000',
  'localhost:abc',
  'localhost:70000',
  '70000',
  '0',
  'local host:3000',
  'ws://localhost:3000',
  'mailto:me',
  './app',
  '../app/voice',
  '.',
])('%j is refused, and the error says what is accepted', (text) => {
  const error = errorOf(text)
  expect(error.code).toBe('app-url-invalid')
  expect(error.message).toContain('App URL')
  expect(error.remedy).toContain('localhost:3000')
})

test('every port is a good address', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65_535 }), (port) => {
      const url = parseAppUrl(String(port))
      expect(url.hostname).toBe('localhost')
      expect(Number(url.port || 80)).toBe(port)
    }),
  )
})

test('no password is in an error, and none in what is printed', () => {
  const word = fc.stringMatching(/^[a-z]{12}$/).map((letters) => `Secret${letters}`)
  fc.assert(
    fc.property(
      word,
      fc.constantFrom('', 'http://', 'ftp://', 'http:', 'localhost:'),
      fc.constantFrom('h:99999', 'h h', 'h', ''),
      (secret, scheme, host) => {
        const text = `${scheme}user:${secret}@${host}`
        expect(withoutCredentials(text)).not.toContain(secret)
        expect(messageFor(text)).not.toContain(secret)
      },
    ),
  )
})

test('a URL without credentials stays as it is', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      expect(withoutCredentials(url)).toBe(url)
    }),
  )
})

/** What an error says about the text; empty when it is accepted. */
function messageFor(text: string): string {
  try {
    parseAppUrl(text)
    return ''
  } catch (error) {
    return String(error)
  }
}

function errorOf(text: string): RingbackError {
  try {
    parseAppUrl(text)
  } catch (error) {
    if (error instanceof RingbackError) return error
  }
  throw new Error(`${text} was accepted`)
}
