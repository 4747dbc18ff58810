import { globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { picturedCommands } from '../src/screenshots/terminal.ts'
import { picturedViews } from '../src/screenshots/views.ts'

const root = join(import.meta.dirname, '../../..')
const images = join(root, 'docs/images')
const page = readFileSync(join(root, 'docs/inspector.md'), 'utf8')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const names = picturedViews.flatMap(({ name }) => [
  `inspector-${name}-light.png`,
  `inspector-${name}-dark.png`,
])

const terminals = picturedCommands.flatMap(([command]) => [
  `terminal-${command}-light.png`,
  `terminal-${command}-dark.png`,
])

describe('the pictures of terminals (npm run screenshots)', () => {
  test.each(terminals)('%s is small, and shown on a page', (name) => {
    const file = join(images, name)
    expect(readFileSync(file).subarray(1, 4).toString()).toBe('PNG')
    expect(statSync(file).size).toBeLessThan(160_000)
    const pages = globSync('docs/*.md', { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'))
    expect(pages.some((text) => text.includes(`images/${name}"`))).toBe(true)
  })
})

describe('the pictures of the inspector (npm run screenshots)', () => {
  test.each(names)('%s is there, 1,200 pixels wide and small, and the page shows it', (name) => {
    const file = join(images, name)
    const head = readFileSync(file).subarray(0, 24)
    expect(head.subarray(1, 4).toString()).toBe('PNG')
    expect(head.readUInt32BE(16)).toBe(1200)
    expect(statSync(file).size).toBeLessThan(160_000)
    expect(page).toContain(`images/${name}"`)
  })

  test('no other picture is there, and each that is linked is one of them', () => {
    expect(readdirSync(images).toSorted()).toEqual([...names, ...terminals].toSorted())
    const linked = [...`${page}${readme}`.matchAll(/images\/([\w.-]+)"/g)].map(([, name]) => name)
    expect(linked.filter((name) => name === undefined || !names.includes(name))).toEqual([])
  })

  test('every picture has a text in its place', () => {
    const shown = [...page.matchAll(/<img [^>]*>/g)].map(([element]) => element)
    expect(shown).toHaveLength(picturedViews.length)
    for (const element of shown) expect(element).toMatch(/ alt="[^"]{10,}"/)
  })

  test('the README leads to the page', () => {
    expect(readme).toContain('](docs/inspector.md)')
  })
})
