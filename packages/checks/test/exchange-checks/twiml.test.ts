import { expect, it, test } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf, type Answer } from '../support/exchanges.ts'

test.each<[string, Answer, readonly (string | number)[]]>([
  ['is not XML', { body: '<Response><Say>A & B</Say></Response>' }, ['twiml-malformed', 12100]],
  [
    'is a web page',
    { type: 'text/html', body: '<!DOCTYPE html><html><body>Error</body></html>' },
    ['twiml-doctype', 12100],
  ],
])('finds a document that %s', (_case, answer, codes) => {
  expect(codesOf(exchangeOf('voice.incoming-pstn', answer))).toEqual(codes)
})

it('judges a document by where in the call it runs', () => {
  const body = '<Response><Dial>+14155550101</Dial></Response>'
  expect(codesOf(exchangeOf('dial.number-url', { body }))).toContain(13201)
  expect(codesOf(exchangeOf('voice.incoming-pstn', { body }))).toEqual([])
})
