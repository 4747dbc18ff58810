import { expect, test } from 'vitest'
import { explains } from '../../src/causes/explains.ts'
import { changed, plainOf } from '../support.ts'

const plain = plainOf()
const empty = { differences: [{ type: 'parameter', name: 'FromCity', values: [''] }] } as const
const missing = { differences: [{ type: 'parameter', name: 'FromCity', values: [] }] } as const

test('a cause explains webhooks that have all of it', () => {
  expect(explains(empty, changed(plain, { FromCity: '', From: 'anonymous' }))).toBe(true)
  expect(explains(empty, plain)).toBe(false)
  expect(explains(missing, changed(plain, { FromCity: undefined }))).toBe(true)
  expect(explains(missing, changed(plain, { FromCity: '' }))).toBe(false)
})

test('a plain failure explains every webhook, another order none', () => {
  expect(explains({ differences: [] }, plain)).toBe(true)
  expect(explains({ differences: [{ type: 'order' }] }, plain)).toBe(false)
})

test('a general cause explains the same in any parameter', () => {
  const general = {
    name: 'value',
    description: '',
    isIn: (parameters: typeof plain) => parameters.some(([, value]) => value === 'x'),
  } as const
  expect(explains({ ...empty, general }, changed(plain, { CallerName: 'x' }))).toBe(true)
})
