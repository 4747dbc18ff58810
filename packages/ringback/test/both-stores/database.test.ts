import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateRootKey } from '@ringback/redaction/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, type CliResult } from '../run-cli.ts'
import { authToken } from '../small-app.ts'
import { newFolder, startTwoPlaces, theApp, type TwoPlaces } from './two-places.ts'

let places: TwoPlaces
beforeAll(async () => {
  places = await startTwoPlaces()
}, 60_000)
afterAll(async () => places.stop())

describe('a database that others write to', () => {
  it.each([
    ['call', theApp, '--record'],
    ['replay', theApp, '--update'],
    ['serve', '--record', '--port', '0', '--account-sid', `AC${'0'.repeat(32)}`],
  ])('is not written to without a key that is given: %s', async (...written) => {
    const result = await places.pair.database.run(written, { env: { TWILIO_AUTH_TOKEN: authToken } })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain('RINGBACK_REDACTION_KEY is not set')
  })

  it('is neither read nor written with another key than its own', async () => {
    const other = { ...places.env, RINGBACK_REDACTION_KEY: generateRootKey() }
    for (const argv of [['show'], ['drift'], ['call', theApp, '--record']]) {
      const result = await places.pair.database.run(argv, { env: other })
      expect(result).toMatchObject({ code: 2, stdout: '' })
      expect(result.stderr).toMatch(
        /The database .* was made with the redaction key \w{16}, but the key given is \w{16}/,
      )
    }
  })

  it('takes nothing that is not redacted', async () => {
    const result = await places.pair.database.run(['call', theApp, '--record', '--no-redact'])
    expect(result).toMatchObject({ code: 2 })
    expect(result.stderr).toContain('not written to a database that others read')
  })
})

it('is looked at by the doctor', async () => {
  const { env, url, pair } = places
  const self = async (store: string): Promise<CliResult> =>
    runCli(['doctor', '--self', '--store', store], { cwd: pair.folder.cwd, env })
  const good = await self(url)
  expect(good.stdout).toMatch(/The database .* has the tables of recordings, of the redaction key \w{16}/)
  expect(good.code).toBe(0)
  for (const [store, message] of [
    ['postgres://me:hunter2@127.0.0.1:1/db', /connection refused/],
    [`${url}?schema=nowhere`, /ringback store migrate/],
  ] as const) {
    const bad = await self(store)
    expect(bad.code).toBe(1)
    expect(bad.stdout).toMatch(message)
    expect(bad.stdout + bad.stderr).not.toContain('hunter2')
  }
})

it('is taken from --store, then --recordings, then RINGBACK_STORE, then the configuration', async () => {
  const { env, url, pair } = places
  const recordings = join(pair.folder.cwd, 'recordings')
  const configured = await newFolder()
  await writeFile(join(configured, 'ringback.config.ts'), `export default { store: ${JSON.stringify(url)} }`)
  const calls = async (argv: readonly string[], given: Record<string, string> = {}): Promise<number> =>
    (await runCli(['show', ...argv], { cwd: configured, env: { ...env, ...given } })).code
  const nowhere = 'postgres://127.0.0.1:1/nowhere'
  expect(await calls([])).toBe(0)
  expect(await calls([], { RINGBACK_STORE: nowhere })).toBe(2)
  expect(await calls(['--recordings', recordings], { RINGBACK_STORE: nowhere })).toBe(0)
  expect(await calls(['--store', url], { RINGBACK_STORE: nowhere })).toBe(0)
  expect(await calls(['--store', nowhere, '--recordings', recordings])).toBe(2)
})
