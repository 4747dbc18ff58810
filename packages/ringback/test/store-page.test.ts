import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateRootKey } from '@ringback/redaction/node'
import { startPostgres, type TestPostgres } from '@ringback/test-support/postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordCalls } from './recorded-folder.ts'
import { runCli } from './run-cli.ts'
import { listAt } from './ui/shown-run.ts'

let postgres: TestPostgres
let cwd: string
const env = { RINGBACK_REDACTION_KEY: generateRootKey() }

beforeAll(async () => {
  postgres = await startPostgres()
  cwd = await mkdtemp(join(tmpdir(), 'ringback-store-page-'))
  await recordCalls(cwd, [1, 2, 3], env)
  for (const action of ['migrate', 'push']) {
    const { code, stderr } = await runCli(['store', action, '--store', postgres.url], { cwd, env })
    if (code !== 0) throw new Error(stderr)
  }
  await rm(join(cwd, 'recordings'), { recursive: true })
}, 60_000)
afterAll(async () => postgres.stop())

test('inspect --store serves the calls of a database, and ends its connections', async () => {
  let found: (url: string) => void = () => undefined
  const address = new Promise<string>((resolve) => {
    found = resolve
  })
  let send: (signal: NodeJS.Signals) => void = () => undefined
  const inspecting = runCli(['inspect', '--store', postgres.url], {
    cwd,
    env,
    onStart: (sending) => (send = sending),
    onStdout: (text) => found(text.trim()),
  })
  expect((await listAt(await address)).rows).toHaveLength(3)
  send('SIGTERM')
  const { code, stderr } = await inspecting
  expect(code).toBe(0)
  expect(stderr).toContain(`the calls in postgres://`)
  expect(stderr).not.toContain(`${new URL(postgres.url).password}@`)
})

test('inspect --export writes the calls of a database into one file', async () => {
  const { code } = await runCli(['inspect', '--store', postgres.url, '--export', 'report.html'], { cwd, env })
  expect(code).toBe(0)
  const html = await readFile(join(cwd, 'report.html'), 'utf8')
  expect(html).toContain('id="recorded-calls"')
  expect(html).not.toContain(new URL(postgres.url).host)
})

test.each([['inspect'], ['mcp']])('%s with the key of other recordings exits 2', async (command) => {
  const other = { RINGBACK_REDACTION_KEY: generateRootKey() }
  const { code, stderr } = await runCli([command, '--store', postgres.url], { cwd, env: other })
  expect([code, stderr]).toEqual([2, expect.stringContaining('was made with the redaction key')])
})

test.each([['inspect'], ['mcp']])('%s with a database that is not there exits 2', async (command) => {
  const gone = 'postgres://ringback@127.0.0.1:1/none'
  const { code, stderr } = await runCli([command, '--store', gone], { cwd, env })
  expect([code, stderr]).toEqual([2, expect.stringContaining('cannot be used')])
})
