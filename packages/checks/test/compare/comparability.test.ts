import { comparabilityOf, withDoubt, type ComparisonMeans, type RedactionNote } from '@ringback/checks'
import { expect, it, test } from 'vitest'

const key = 'key-1'

test.each<[string, RedactionNote | undefined, ComparisonMeans, boolean, number]>([
  ['what was not redacted', undefined, {}, true, 0],
  [
    'what had nothing to redact',
    { keyId: key, replaced: { number: 0 } },
    { originalsExpected: true },
    true,
    0,
  ],
  ['with the key', { keyId: key }, { keyId: key }, true, 0],
  ['without the key', { keyId: key }, {}, true, 3],
  ['with another key', { keyId: key }, { keyId: 'key-2' }, true, 3],
  [
    'not noted, where originals are expected',
    { keyId: key },
    { keyId: key, originalsExpected: true },
    false,
    0,
  ],
  ['noted as the same', { keyId: key, withPseudonyms: 'same' }, { originalsExpected: true }, true, 3],
  [
    'noted as the same with the key',
    { keyId: key, withPseudonyms: 'same-with-key' },
    { keyId: key },
    true,
    0,
  ],
  ['the same, without that key', { keyId: key, withPseudonyms: 'same-with-key' }, {}, false, 3],
  ['noted as different', { keyId: key, withPseudonyms: 'different' }, { keyId: key }, false, 0],
])('%s', (_case, redaction, means, isCertain, parts) => {
  const { doubt, redacted } = comparabilityOf(redaction, means)
  expect([doubt === null, redacted.length]).toEqual([isCertain, parts])
})

it('compares with the answer to the redacted request, where that was noted', () => {
  const answerToPseudonyms = { status: 200, headers: [], body: { text: '<Response/>' } }
  const note = { keyId: key, withPseudonyms: 'different', answerToPseudonyms } as const
  expect(comparabilityOf(note, { originalsExpected: true })).toMatchObject({
    doubt: null,
    expected: answerToPseudonyms,
  })
  expect(comparabilityOf({ ...note, withPseudonyms: 'same' }, {})).not.toHaveProperty('expected')
})

it('lets no difference count under a doubt', () => {
  const lost = { code: 'twiml', severity: 'breaking', message: 'The caller no longer gets: Gather.' } as const
  expect(withDoubt([lost], { redacted: [], doubt: null })).toEqual([lost])
  expect(withDoubt([lost], { redacted: [], doubt: 'the app may decide by it' })).toEqual([
    { ...lost, severity: 'not-comparable' },
  ])
})
