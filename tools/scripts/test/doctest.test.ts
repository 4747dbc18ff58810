import { execFile } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { snippetsOf } from '../src/snippets.ts'

const root = join(import.meta.dirname, '../../..')
const scratch = join(root, 'tmp/doctest')

const pages = globSync(['README.md', 'docs/*.md', 'docs/languages/*.md', 'packages/*/README.md'], {
  cwd: root,
}).filter((page) => snippetsOf(root, page).length > 0)

/** What became of the snippets that are suites, by their names. They run in one vitest: to start one for each takes a minute. */
let suites: ReadonlyMap<string, SuiteResult>

beforeAll(async () => {
  mkdirSync(scratch, { recursive: true })
  for (const { name, code, isSuite } of pages.flatMap((page) => snippetsOf(root, page))) {
    writeFileSync(join(scratch, `${name}${isSuite ? '.test' : ''}.ts`), code)
  }
  suites = await runSuites()
}, 300_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe.each(pages)('%s', (page) => {
  it.each(snippetsOf(root, page))('$name runs as it stands', async ({ name, isSuite }) => {
    const result = isSuite ? suites.get(name) : await runModule(join(scratch, `${name}.ts`))
    expect(result).toMatchObject({ status: 'passed', message: '' })
  })
})

const exec = promisify(execFile)

async function runModule(file: string): Promise<Pick<SuiteResult, 'status' | 'message'>> {
  const running = exec(process.execPath, ['--conditions=ringback:source', file], {
    cwd: root,
    timeout: 90_000,
  })
  return running.then(
    () => ({ status: 'passed', message: '' }),
    (error: unknown) => ({ status: 'failed', message: String(error) }),
  )
}

/** What the JSON report of vitest says of a file, and of its tests. */
interface SuiteResult {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly { readonly failureMessages?: readonly string[] }[]
}

async function runSuites(): Promise<ReadonlyMap<string, SuiteResult>> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const config = join(root, 'tools/scripts/test/doctest.config.ts')
  const report = join(scratch, 'report.json')
  const args = [vitest, 'run', '--config', config, '--reporter=json', `--outputFile=${report}`]
  // It exits with 1 when a suite failed; which one is in the report.
  await exec(process.execPath, args, {
    cwd: root,
    timeout: 280_000,
    env: { ...process.env, VITEST: '' },
  }).catch(() => undefined)
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: readonly SuiteResult[] }
  return new Map(
    testResults.map((result) => [
      result.name.replace(/^.*[\\/]/, '').replace(/\.test\.ts$/, ''),
      {
        ...result,
        message: [
          result.message,
          ...result.assertionResults.flatMap(({ failureMessages = [] }) => failureMessages),
        ].join(''),
      },
    ]),
  )
}
