import { expect, test } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf, type Answer } from '../support/exchanges.ts'

test.each<[string, Answer, readonly (string | number)[]]>([
  ['JSON', { type: 'application/json', body: '{}' }, ['content-type-refused', 12300]],
  ['no type', { type: null }, ['content-type-missing', 11200]],
  ['XML', { type: 'application/xml' }, []],
])('%s', (_case, answer, codes) => {
  expect(codesOf(exchangeOf('voice.incoming-pstn', answer))).toEqual(codes)
})
