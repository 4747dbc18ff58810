import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { htmlLinkProblems } from '../src/check/html-links.ts'
import { withPlainTags } from '../src/markdown/escape.ts'
import { withThemedPictures } from '../src/markdown/pictures.ts'
import { withSiteLinks } from '../src/markdown/rewrite-links.ts'

test('a dead link, a dead anchor, a missing picture and an empty page of the built site are found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringback-site-'))
  mkdirSync(join(folder, 'tasks'))
  writeFileSync(
    join(folder, 'index.html'),
    '<h1 id="top">A</h1><a href="/tasks/map.html#keys">good</a><a href="#top">good</a><a href="https://example.com/x">far</a>' +
      '<a href="/tasks/map.html#kees">x</a><a href="./gone.html">x</a><img src="/gone.png">',
  )
  writeFileSync(join(folder, 'tasks/map.html'), '<h1>B</h1><h2 id="keys">C</h2><a href="../">good</a>')
  writeFileSync(join(folder, 'empty.html'), '<main></main>')
  expect(htmlLinkProblems(folder, '/').toSorted()).toEqual([
    'empty.html: the page is empty.',
    'index.html: tasks/map.html has no heading #kees.',
    'index.html: the link to ./gone.html leads nowhere.',
    'index.html: the link to /gone.png leads nowhere.',
  ])
  rmSync(folder, { recursive: true })
})

test('links between files become links between pages, and one that leads nowhere is told', () => {
  const root = join(import.meta.dirname, '../../..')
  const text =
    '[a](../packages/map/README.md#api), [b](map.md), [the code](../packages/map/src), [gone](../packages/gone.md)'
  const page = { path: 'fuzz.md', source: 'docs/fuzz.md', text }
  const pages = [
    page,
    { path: 'map.md', source: 'docs/map.md', text: '' },
    { path: 'reference/packages/map.md', source: 'packages/map/README.md', text: '' },
  ]
  const { text: changed, problems } = withSiteLinks(page, pages, { root })
  expect(changed).toBe(
    '[a](./reference/packages/map.md#api), [b](./map.md), the code, [gone](../packages/gone.md)',
  )
  expect(problems).toEqual(['docs/fuzz.md: the link to ../packages/gone.md leads nowhere.'])
})

test('tags of TwiML are text outside of code, and stay as they are in it', () => {
  const fenced = '```xml\n<Response><Say>{{x}}</Say></Response>\n```\n'
  expect(withPlainTags(`A <Dial> in \`<Response>\`, and {{braces}}.\n\n${fenced}`)).toBe(
    `A &lt;Dial> in \`<Response>\`, and &#123;&#123;braces}}.\n\n${fenced}`,
  )
  expect(withPlainTags('A `span of\n<file>` in two lines, <img src="a.png">')).toBe(
    'A `span of <file>` in two lines, <img src="a.png">',
  )
})

test('a picture in two themes is two pictures', () => {
  const picture =
    '<picture>\n  <source media="x" srcset="dark.png">\n  <img alt="A" src="light.png">\n</picture>'
  expect(withThemedPictures(picture)).toMatch(
    /<img class="in-light" [^>]*alt="A" src="\.\/light\.png">\n<img class="in-dark" [^>]*alt="A" src="\.\/dark\.png">/,
  )
})
