import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')

/** The documents that have a table of what was found and what holds it, with the number of its rows. */
const documents: readonly (readonly [path: string, count: number])[] = [
  ['docs/security.md', 21],
  ['docs/real-apps.md', 18],
]

function rowsOf(path: string): readonly string[] {
  const text = readFileSync(join(root, path), 'utf8')
  return text.split('\n').filter((line) => /^\| \d+ \|/.test(line))
}

interface Named {
  readonly file: string
  readonly titles: readonly string[]
}

/**
 * The test files that a cell names in code marks, each with the titles behind the colon. In the last cell they stand in
 * brackets, among the findings.
 */
function namedIn(cell: string, isInBrackets: boolean): readonly Named[] {
  const pieces = cell.split(/`([\w{},./-]+\.ts|[\w-]+(?:\/[\w-]+)*\/test)`/)
  return pieces.flatMap((file, at) => {
    if (at % 2 === 0) return []
    const after = isInBrackets ? (pieces[at + 1] ?? '').split(')', 1).join('') : (pieces[at + 1] ?? '')
    const titles = after.startsWith(': ') ? after.slice(2).split(';') : []
    return [{ file, titles: titles.map(titleOf).filter((title) => title !== '') }]
  })
}

/** Without the remark behind it, and the words that lead to the next file. */
function titleOf(words: string): string {
  return words
    .replace(/\s*\([^()]*\)?\s*$/, '')
    .replace(/\s+and\s*$/, '')
    .trim()
}

/** All tests that a row names. */
function testsIn(row: string): readonly Named[] {
  const [, , , held = '', elsewhere = ''] = row.split('|')
  return [...namedIn(held, false), ...namedIn(elsewhere, true)]
}

/** What tests of a file are called, in one line each. */
function sourceOf(file: string): string | undefined {
  const paths = globSync(join('packages', file), { cwd: root })
  if (paths.length === 0) return undefined
  return paths.map((path) => (path.endsWith('.ts') ? readFileSync(join(root, path), 'utf8') : '')).join('\n')
}

/** Whether a title stands in a source; `...` is what a row of a table fills in. */
function isTitleIn(source: string, title: string): boolean {
  return title
    .split('...')
    .map((part) => part.trim())
    .every((part) => source.includes(part))
}

test.each(documents)('%s: each number has a test, and a last word', (path, count) => {
  const rows = rowsOf(path)
  expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(
    Array.from({ length: count }, (_, at) => at + 1),
  )
  for (const row of rows) {
    const [, , found, held, elsewhere] = row.split('|').map((cell) => cell.trim())
    expect([found, elsewhere]).not.toContain('')
    expect(namedIn(held ?? '', false)).not.toEqual([])
  }
})

test.each(documents)('%s: every test that is named is there, under its title', (path) => {
  const missing = rowsOf(path)
    .flatMap(testsIn)
    .flatMap(({ file, titles }) => {
      const source = sourceOf(file)
      if (source === undefined) return [file]
      return titles.filter((title) => !isTitleIn(source, title)).map((title) => `${file}: ${title}`)
    })
  expect(missing).toEqual([])
})
