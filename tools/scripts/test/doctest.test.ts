import { execFile } from 'node:child_process'
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { snippetsOf } from '../src/snippets.ts'

const root = join(import.meta.dirname, '../../..')
const scratch = join(root, 'tmp/doctest')

const pages = globSync(['README.md', 'docs/*.md', 'packages/*/README.md'], { cwd: root }).filter(
  (page) => snippetsOf(root, page).length > 0,
)

beforeAll(() => mkdirSync(scratch, { recursive: true }))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe.each(pages)('%s', (page) => {
  const snippets = snippetsOf(root, page)
  it.each(snippets)('$name runs as it stands', async ({ name, code, isSuite }) => {
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
