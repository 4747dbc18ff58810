import { expect, test } from 'vitest'
import { pageKey, pagePath, withoutQuery } from '../../src/routes/page-key.ts'

const origin = 'http://127.0.0.1:3000'

test('counts and SIDs make no new page', () => {
  expect(pageKey(`${origin}/menu?attempt=1`)).toBe(pageKey(`${origin}/menu?attempt=12`))
  expect(pageKey(`${origin}/calls/CA${'1'.repeat(32)}`)).toBe(pageKey(`${origin}/calls/CA${'2'.repeat(32)}`))
  expect(pageKey(`${origin}/menu?to=%2B14155550100`)).toBe(pageKey(`${origin}/menu?to=14155550101`))
})

test('another path, word in the query or host does', () => {
  const keys = ['/menu', '/voice', '/menu?lang=en', '/menu?lang=de'].map((path) => pageKey(origin + path))
  expect(new Set([...keys, pageKey('http://127.0.0.1:3001/menu')]).size).toBe(5)
})

test('the path is without host and query', () => {
  expect(pagePath(`${origin}/menu/3?attempt=1`)).toBe('/menu/#')
  expect(pagePath(origin)).toBe('/')
  expect(withoutQuery(`${origin}/menu?attempt=1`)).toBe(`${origin}/menu`)
})
