import { mappedNothing } from '@ringback/map'
import { expect, test } from 'vitest'
import { goodbye, goodPages, mapOf } from './support.ts'

test('an app of one page has no phone tree', async () => {
  expect(mappedNothing(await mapOf({ '/voice': () => goodbye }))).toBe(true)
})

test('an app with pages behind a menu has', async () => {
  expect(mappedNothing(await mapOf(goodPages))).toBe(false)
})

test('an app that never answers well has none', () => {
  expect(mappedNothing({ judged: 5, reachedPages: 0 })).toBe(true)
  expect(mappedNothing({ judged: 0, reachedPages: 0 })).toBe(true)
})
