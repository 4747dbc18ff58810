import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { messageOf } from '@ringback/common'
import { expect, test } from 'vitest'

function thrownBy(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

test.each<[string, () => unknown, string]>([
  ['a missing file', () => readFileSync('/no/such/file'), "no such file or directory, open '/no/such/file'"],
  ['a folder', () => readFileSync('/'), 'illegal operation on a directory, read'],
  ['no JSON', () => JSON.parse('{'), "Expected property name or '}' in JSON at position 1 (line 1 column 2)"],
])('%s is told without the name of an error', (_name, run, message) => {
  expect(messageOf(thrownBy(run))).toBe(message)
})

test('a refused connection is told in words', async () => {
  // Nothing listens on port 1.
  const error = await new Promise((resolve) => void connect(1, '127.0.0.1').on('error', resolve))
  expect(messageOf(error)).toBe('connection refused: 127.0.0.1:1')
})

test('of several errors without a message of their own the first one is told', () => {
  const errors = [new Error('connect ECONNREFUSED ::1:1'), new Error('connect ECONNREFUSED 127.0.0.1:1')]
  expect(messageOf(new AggregateError(errors))).toBe('connection refused: ::1:1')
  expect(messageOf(new AggregateError(errors, 'Both failed.'))).toBe('Both failed.')
})

test('what is no error, or names one in its own words, stays', () => {
  expect(messageOf('text')).toBe('text')
  expect(messageOf(undefined)).toBe('undefined')
  expect(messageOf(new Error('EXPECTED: Error'))).toBe('EXPECTED: Error')
})
