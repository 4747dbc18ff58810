import type { Step } from '@ringback/simulator'
import { expect, test } from 'vitest'
import { describeInput } from '../../src/marks/describe-input.ts'

test.each<[readonly Step[], string]>([
  [[{ type: 'keys', keys: '1' }], 'key 1'],
  [[{ type: 'keys', keys: '42#' }], 'keys 42#'],
  [[{ type: 'speech', text: 'sales' }], '"sales"'],
  [[{ type: 'nothing' }, { type: 'hangup' }], 'silence, then hanging up'],
  [[{ type: 'dial', result: 'busy' }], 'a Dial that ends busy'],
  [[{ type: 'agent' }], 'an agent'],
  [[{ type: 'pause', seconds: 2 }], '2 s'],
])('%j is %s', (input, text) => {
  expect(describeInput(input)).toBe(text)
})
