import { expect, test } from 'vitest'
import { pagePath, withPagePaths } from '../src/page-path.ts'

test.each([
  ['https://app.example.com/voice?again=1', '/voice'],
  ['http://127.0.0.1:3000', '/'],
  ['/menu#top', '/menu'],
  ['?again=1', '/'],
])('the path of %s is %s', (url, path) => {
  expect(pagePath(url)).toBe(path)
})

test('URLs in a text become paths', () => {
  expect(withPagePaths('"https://app.example.com/a?x=1" leads to http://127.0.0.1:3000/b twice')).toBe(
    '"/a" leads to /b twice',
  )
})
