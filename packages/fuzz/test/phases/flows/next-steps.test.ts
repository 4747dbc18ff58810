import type { Waiting } from '@ringback/simulator'
import { expect, test } from 'vitest'
import { nextSteps, placeOf, wordOf } from '../../../src/phases/flows/next-steps.ts'

const gather: Extract<Waiting, { for: 'gather' }> = {
  for: 'gather',
  input: ['dtmf'],
  numDigits: 1,
  finishOnKey: '#',
  timeout: 5,
  hints: undefined,
  prompts: ['Press 1.'],
  action: undefined,
}
const words = (waiting: Waiting) => nextSteps(waiting).map(wordOf)

test('at a Gather every key and silence, and speech where it listens', () => {
  expect(words(gather)).toEqual([...Array.from('0123456789*#'), 'silence'])
  expect(words({ ...gather, input: ['speech'] })).toEqual(['speech', 'silence'])
  expect(words({ ...gather, numDigits: 3 })).toContain('111')
  expect(words({ ...gather, numDigits: undefined })).toContain('1#')
})

test('at a Dial every outcome, in a queue an agent or nobody', () => {
  expect(words({ for: 'dial', targets: ['+14155550100'] })).toEqual([
    'answered',
    'busy',
    'no-answer',
    'failed',
  ])
  expect(words({ for: 'queue', queue: 'support' })).toEqual(['agent', 'silence'])
  expect(words({ for: 'record', finishOnKey: '*#', maxLength: 10 })).toEqual(['*', 'silence'])
  expect(words({ for: 'pay' })).toEqual([])
})

test('places that differ in numbers are the same', () => {
  expect(placeOf({ ...gather, prompts: ['You are number 3.'] })).toBe(
    placeOf({ ...gather, prompts: ['You are number 12.'] }),
  )
  expect(placeOf({ ...gather, prompts: ['Hello.'] })).not.toBe(placeOf(gather))
})
