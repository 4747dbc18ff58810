import { expect, test } from 'vitest'
import { pathAfter } from '../../src/routes/path-after.ts'

const gather = { kind: 'gather.action', path: ['1'] } as const

test.each([
  [[['Digits', '2']], ['1', '2']],
  [[['Digits', '']], ['1', 'silence']],
  [[['SpeechResult', 'sales']], ['1', 'speech']],
] as const)('the input %j makes the path %j', (parameters, path) => {
  expect(pathAfter(gather, parameters)).toEqual(path)
})

test('a webhook without input adds nothing', () => {
  expect(pathAfter({ kind: 'dial.action', path: ['1'] }, [['Digits', '2']])).toEqual(['1'])
})
