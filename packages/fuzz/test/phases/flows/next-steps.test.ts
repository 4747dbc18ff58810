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
const words = (waiting: Waiting) => nextSteps(waiting).map((steps) => steps.map(wordOf).join())

test('at a Gather every key and silence, and speech where it listens', () => {
  expect(words(gather)).toEqual([...Array.from('0123456789*#'), 'silence'])
  expect(words({ ...gather, input: ['speech'] })).toEqual(['speech', 'silence'])
  expect(words({ ...gather, numDigits: 3 })).toContain('111')
  expect(words({ ...gather, numDigits: undefined })).toContain('1#')
})

test('at a Dial every outcome, in a queue an agent or nobody', () => {
  const dial = { for: 'dial', targets: ['+14155550100', '+14155550101'], sequential: false } as const
  expect(words(dial)).toEqual(['answered', 'busy', 'no-answer', 'failed'])
  expect(words({ ...dial, sequential: true })).toEqual([
    'answered',
    'busy,busy',
    'no-answer,no-answer',
    'failed,failed',
  ])
  expect(words({ for: 'queue', queue: 'support' })).toEqual(['agent', 'silence'])
  expect(words({ for: 'record', finishOnKey: '*#', maxLength: 10 })).toEqual(['*', 'silence'])
  expect(words({ for: 'pay' })).toEqual([])
})

test('places that differ in numbers are the same, unless the numbers are dialled', () => {
  const prompt = (text: string) =>
    placeOf({ ...gather, prompts: [text] }, 'https://a.example.com/voice?attempt=1')
  expect(prompt('You are number 3.')).toBe(prompt('You are number 12.'))
  expect(prompt('Hello.')).not.toBe(prompt('Press 1.'))
  const dial = (number: string) => placeOf({ for: 'dial', targets: [number], sequential: false }, undefined)
  expect(dial('+14155550100')).not.toBe(dial('+14155550101'))
})

test('a socket with a token for every call is one place', () => {
  const at = (url: string) => placeOf({ for: 'connect', noun: 'Stream', url }, undefined)
  const of = (call: string) => at(`wss://a.example.com/${call}`)
  expect(of('CA00000000000000000000000000000abc')).toBe(of('CA00000000000000000000000000000def'))
  expect(of('0b1c2d3e-aaaa-4bbb-8ccc-0123456789ab')).toBe(of('1b1c2d3e-aaaa-4bbb-8ccc-0123456789ac'))
  expect(of('sales')).not.toBe(of('support'))
})

test('another page is another place, another count in its query is not', () => {
  const at = (url: string) => placeOf(gather, url)
  expect(at('https://a.example.com/a')).not.toBe(at('https://a.example.com/b'))
  expect(at('https://a.example.com/a?attempt=1')).toBe(at('https://a.example.com/a?attempt=2'))
})
