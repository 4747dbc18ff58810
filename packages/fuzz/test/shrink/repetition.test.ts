import { valueOf } from '@ringback/catalog'
import { expect, test } from 'vitest'
import { findRepetition } from '../../src/shrink/repetition.ts'
import { changed, plainOf, sentOf } from '../support.ts'

const newCaller = '+12015550100'

function repetition(fails: (from: string, times: number) => boolean, parameters = plainOf()) {
  const times = new Map<string, number>()
  return findRepetition(parameters, newCaller, async (sent) => {
    const from = valueOf(sent, 'From') ?? ''
    times.set(from, (times.get(from) ?? 0) + 1)
    return fails(from, times.get(from) ?? 0) ? sentOf(sent) : undefined
  })
}

test('what fails for a new caller the second time only is a repetition', async () => {
  expect(await repetition((_from, times) => times > 1)).toEqual({ type: 'repetition' })
})

test('what fails at once, or never for another caller, is none', async () => {
  expect(await repetition(() => true)).toBeUndefined()
  expect(await repetition((from) => from !== newCaller)).toBeUndefined()
})

test('a caller without a phone number cannot be replaced by a new one', async () => {
  expect(
    await repetition((_from, times) => times > 1, changed(plainOf(), { From: 'anonymous' })),
  ).toBeUndefined()
})
