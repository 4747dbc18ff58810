import { printKeyPath, type Waiting } from '@ringback/simulator'
import { expect, test } from 'vitest'
import { inputsAt, keysFor } from '../../src/crawl/inputs.ts'
import { segmentWith, stateWith } from '../support.ts'

type Gather = Extract<Waiting, { for: 'gather' }>
const gather = stateWith().waiting as Gather // The state is a menu.
const tried = (waiting: Waiting, dialled: readonly string[] = []) =>
  inputsAt(waiting, segmentWith({ dialled })).map((input) => printKeyPath(input))

test('a menu is tried with every key that does not end it, and silence', () => {
  expect(tried(gather)).toEqual([...Array.from('1234567890*'), 'n'])
})

test('keys are pressed as often as digits are wanted, or ended by the key for that', () => {
  expect(keysFor({ ...gather, numDigits: 4 }, '1')).toBe('1111')
  expect(keysFor({ ...gather, numDigits: undefined }, '1')).toBe('1#')
  expect(keysFor({ ...gather, numDigits: undefined, finishOnKey: '' }, '1')).toBe('1')
})

test('where speech is taken, the hints are said, and something else', () => {
  const speech = { ...gather, input: ['speech'], hints: 'sales, support , $OOV_CLASS_DIGIT' }
  expect(tried(speech)).toEqual(['"sales"', '"support"', '"something else"', 'n'])
})

test('a telephone has every outcome; a queue, an agent or not', () => {
  const dial = { for: 'dial', targets: ['+14155550100'], sequential: false } as const
  expect(tried(dial, ['+14155550100'])).toEqual(['answered', 'busy', 'no-answer', 'failed'])
  expect(tried(dial)).toEqual(['n'])
  expect(tried({ for: 'queue', queue: 'a' })).toEqual(['bridged', 'n'])
  expect(tried({ for: 'record', finishOnKey: '#', maxLength: 9 })).toEqual([
    '"Hello, this is a message.",#',
    'n',
  ])
  expect(tried({ for: 'conference', conference: 'a' })).toEqual([])
})

test('of telephones that ring one after the other each may answer, or none', () => {
  const targets = ['+14155550100', '+14155550101']
  expect(tried({ for: 'dial', targets, sequential: true }, targets)).toEqual([
    'answered',
    'busy,answered',
    'busy,busy',
    'no-answer,no-answer',
    'failed,failed',
  ])
})
