import { execFile } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const scratch = join(root, 'tmp/doctest')

interface Snippet {
  readonly name: string
  readonly code: string
}

/** The fenced `ts` blocks of a page, but those marked `ts no-run`. */
function snippetsOf(page: string): readonly Snippet[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ''], index) => ({
    name: `${page.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}-${index + 1}`,
    code,
  }))
}

const pages = globSync(['README.md', 'docs/*.md', 'packages/*/README.md'], { cwd: root })

beforeAll(() => mkdirSync(scratch, { recursive: true }))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe.each(pages)('%s', (page) => {
  const snippets = snippetsOf(page)
  it.skipIf(snippets.length === 0).each(snippets)('$name runs as it stands', async ({ name, code }) => {
    const isSuite = code.includes("from 'vitest'") || code.includes('@fast-check/vitest')
    const file = join(scratch, `${name}${isSuite ? '.test' : ''}.ts`)
    writeFileSync(file, code)
    await expect(isSuite ? runSuite(file) : runModule(file)).resolves.toBeDefined()
  })
})

const exec = promisify(execFile)

function runModule(file: string): Promise<unknown> {
  return exec(process.execPath, ['--conditions=ringback:source', file], { cwd: root, timeout: 90_000 })
}

function runSuite(file: string): Promise<unknown> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const config = join(root, 'tools/scripts/test/doctest.config.ts')
  return exec(process.execPath, [vitest, 'run', '--config', config, file], {
    cwd: root,
    timeout: 90_000,
    env: { ...process.env, VITEST: '' },
  })
}
