import { expect, test } from 'vitest'
import { createFirstOfEach } from '../../src/crawl/first-of-each.ts'
import { segmentWith } from '../support.ts'

const call = (text: string, isOver = false) => ({
  path: [],
  input: [],
  call: { places: [], segment: segmentWith({ heard: [text] }), hangup: undefined, isOver, requests: 1 },
})

test('of calls that end in the same words but for numbers, the earliest is kept', () => {
  const first = createFirstOfEach()
  const calls = [
    call('You are caller 1.'),
    call('You are caller 2.'),
    call('Goodbye.'),
    call('Goodbye.', true),
  ]
  for (const each of calls) first.add(each)
  expect(first.calls()).toEqual([calls[0], calls[2], calls[3]])
})
