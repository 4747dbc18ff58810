import { expect, it } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf } from '../support/exchanges.ts'

it('finds a document without a body, and takes one that does nothing', () => {
  expect(codesOf(exchangeOf('voice.incoming-pstn', { body: '' }))).toEqual(['answer-empty', 11770])
  expect(codesOf(exchangeOf('voice.incoming-pstn', { body: '<Response/>' }))).toEqual([])
  expect(codesOf(exchangeOf('status.incoming-number', { body: '' }))).toEqual([])
})
