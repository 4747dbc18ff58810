import { expect, it } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf } from '../support/exchanges.ts'

it('finds an empty document as the answer to a key', () => {
  const empty = { body: '<Response/>' }
  expect(codesOf(exchangeOf('gather.action', empty, 'Digits=2'))).toEqual(['silent-end', 0])
  expect(codesOf(exchangeOf('gather.action', empty, 'Digits='))).toEqual([])
  expect(codesOf(exchangeOf('dial.action', empty, 'DialCallStatus=completed'))).toEqual([])
})

it('takes an empty document from somebody who was dialled: it connects the call', () => {
  const empty = { body: '<Response/>' }
  expect(codesOf(exchangeOf('gather.action', empty, 'Digits=1&Direction=outbound-dial'))).toEqual([])
})
