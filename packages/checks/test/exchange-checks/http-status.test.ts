import { expect, test } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf, type Answer } from '../support/exchanges.ts'

test.each<[string, Answer, readonly (string | number)[]]>([
  ['a failure', { status: 500, type: 'text/html', body: 'oops' }, ['http-status', 11200]],
  ['a page that is not there', { status: 404, body: '' }, ['target-missing', 11200]],
  ['a redirect that Twilio follows', { status: 302, body: '' }, []],
  ['a redirect that it does not follow', { status: 304, body: '' }, ['http-status', 11200]],
])('%s', (_case, answer, codes) => {
  expect(codesOf(exchangeOf('voice.incoming-pstn', answer))).toEqual(codes)
})

test('a 304 to a conditional GET is the answer that Twilio has already', () => {
  const exchange = exchangeOf('voice.redirect', { status: 304, body: '' })
  const get = { ...exchange.request, method: 'GET', headers: [['If-None-Match', '"1"'] as const] }
  expect(codesOf({ ...exchange, request: get })).toEqual([])
  expect(codesOf({ ...exchange, request: { ...get, method: 'POST' } })).toEqual(['http-status', 11200])
})
