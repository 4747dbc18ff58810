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

it.each([
  ['dial.action', 'DialCallStatus=busy'],
  ['dial.action', 'DialCallStatus=no-answer'],
  ['dial.action', 'DialCallStatus=failed'],
  ['enqueue.action', 'QueueResult=queue-full'],
  ['enqueue.action', 'QueueResult=leave'],
  ['enqueue.action', 'QueueResult=system-error'],
  ['connect.conversationrelay-action', 'SessionStatus=failed&CallStatus=in-progress'],
  ['gather.action', 'Digits=2'],
] as const)('finds %s with %s that ends without a word', (kind, form) => {
  for (const verbs of ['', '<Hangup/>'])
    expect(codesOf(exchangeOf(kind, { body: `<Response>${verbs}</Response>` }, form))).toEqual([
      'silent-end',
      0,
    ])
})

it.each([
  ['dial.action', 'DialCallStatus=completed'],
  ['dial.action', 'DialCallStatus=canceled'],
  ['dial.action', 'DialCallStatus=busy&CallStatus=completed'],
  ['enqueue.action', 'QueueResult=bridged'],
  ['enqueue.action', 'QueueResult=hangup'],
  ['connect.conversationrelay-action', 'SessionStatus=ended'],
  ['connect.conversationrelay-action', 'SessionStatus=completed&CallStatus=completed'],
] as const)('accepts silence where nobody waits: %s with %s', (kind, form) => {
  expect(codesOf(exchangeOf(kind, { body: '<Response><Hangup/></Response>' }, form))).toEqual([])
})

it('accepts a few words before the end', () => {
  const answer = { body: '<Response><Say>Nobody is here. Goodbye.</Say><Hangup/></Response>' }
  expect(codesOf(exchangeOf('dial.action', answer, 'DialCallStatus=busy'))).toEqual([])
})
