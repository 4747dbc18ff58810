import { expect, test } from 'vitest'
import { callOf } from '../../src/send/call-sids.ts'

test('a dialled leg belongs to the call that dialled it', () => {
  expect(
    callOf([
      ['CallSid', 'CA1'],
      ['ParentCallSid', 'CA2'],
    ]),
  ).toBe('CA2')
  expect(
    callOf([
      ['CallSid', 'CA1'],
      ['ParentCallSid', ''],
    ]),
  ).toBe('CA1')
  expect(callOf([['CallSid', 'CA1']])).toBe('CA1')
  expect(callOf([['From', '+14155550100']])).toBeUndefined()
})
