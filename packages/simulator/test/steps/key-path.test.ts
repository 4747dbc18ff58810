import { dialResults, parseKeyPath, printKeyPath, type Step } from '@ringback/simulator'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const keys = fc.stringMatching(/^[0-9*#A-D]{1,6}$/)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('keys' as const), keys }),
  fc.record({ type: fc.constant('speech' as const), text: fc.string() }),
  fc.record({ type: fc.constant('pause' as const), seconds: fc.nat(9999) }),
  fc.constant({ type: 'nothing' as const }),
  fc.constant({ type: 'hangup' as const }),
  fc.constant({ type: 'agent' as const }),
  fc.record(
    { type: fc.constant('dial' as const), result: fc.constantFrom(...dialResults), keys },
    { requiredKeys: ['type', 'result'] },
  ),
)

test('a key path that is printed and read again is the same', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      expect(parseKeyPath(printKeyPath(steps))).toEqual({ steps, problems: [] })
    }),
  )
})

test.each(['busyy', 'x', '"open', '1 2', 'answered:x', 'h1'])('%s is a problem, named', (text) => {
  const { problems } = parseKeyPath(`1,${text},h`)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(text)
})
