import { valueOf } from '@ringback/catalog'
import { expect, test } from 'vitest'
import { findCallerCause } from '../../src/shrink/caller-cause.ts'
import { changed, plainOf, sentOf } from '../support.ts'

const plain = plainOf()

function callerCause(value: string, fails: (from: string) => boolean, name = 'From') {
  const difference = { type: 'parameter', name, values: [value] } as const
  return findCallerCause('voice.incoming-pstn', plain, difference, async (parameters) =>
    fails(valueOf(parameters, 'From') ?? '') ? sentOf(parameters) : undefined,
  )
}

test('callers of every form but a phone number are one cause', async () => {
  const cause = await callerCause('anonymous', (from) => from !== '' && !from.startsWith('+'))
  expect(cause).toMatchObject({ name: 'no phone number', parameter: 'From' })
  expect(cause?.description).toBe('From is no phone number, such as "anonymous"')
  for (const from of ['client:ann', '464', 'restricted'])
    expect(cause?.isIn(changed(plain, { From: from }))).toBe(true)
  for (const from of ['', undefined, '+14155550123', '+266696687'])
    expect(cause?.isIn(changed(plain, { From: from }))).toBe(false)
})

test('an empty caller is one of them where it fails as well', async () => {
  const cause = await callerCause('464', (from) => !from.startsWith('+'))
  expect(cause?.isIn(changed(plain, { From: '' }))).toBe(true)
})

test('one form alone is a cause of its own, and so is an empty caller, a number, and another parameter', async () => {
  expect(await callerCause('anonymous', (from) => /^[a-z]+$/i.test(from))).toBeUndefined()
  expect(await callerCause('', (from) => !from.startsWith('+'))).toBeUndefined()
  expect(await callerCause('+266696687', () => true)).toBeUndefined()
  expect(await callerCause('anonymous', () => true, 'FromCity')).toBeUndefined()
})
