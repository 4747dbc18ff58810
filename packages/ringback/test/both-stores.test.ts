import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Har, Recording } from '@ringback/recording'
import { generateRootKey } from '@ringback/redaction/node'
import { startPostgres, type TestPostgres } from '@ringback/test-support/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callerOf, recordCalls } from './recorded-folder.ts'
import { runCli, type CliResult } from './run-cli.ts'
import { authToken, publicUrl, startSmallApp, type SmallApp } from './small-app.ts'

let postgres: TestPostgres
let app: SmallApp
let cwd: string
/** A folder in which nothing was recorded. */
let elsewhere: string
const key = generateRootKey()
const env: Record<string, string> = { RINGBACK_REDACTION_KEY: key, TWILIO_AUTH_TOKEN: authToken }

beforeAll(async () => {
  postgres = await startPostgres()
  app = await startSmallApp()
  cwd = await newFolder()
  await recordCalls(cwd, [1, 2, 3], env)
  elsewhere = await newFolder()
  const store = { RINGBACK_STORE: postgres.url }
  for (const action of [['migrate'], ['push', '--originals']]) {
    const { code, stderr } = await runCli(['store', ...action], { cwd, env: { ...env, ...store } })
    if (code !== 0) throw new Error(stderr)
  }
}, 60_000)

afterAll(async () => {
  await app.close()
  await postgres.stop()
})

/** Stands for the URL of the app in a command line. */
const theApp = '<app>'

async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'ringback-both-'))
}

async function withFolder(argv: readonly string[]): Promise<CliResult> {
  return runCli(argv, { cwd, env, isTerminal: isForTerminals(argv) })
}

async function withDatabase(argv: readonly string[]): Promise<CliResult> {
  const options = { cwd: elsewhere, env, isTerminal: isForTerminals(argv) }
  return runCli([...argv, '--store', postgres.url], options)
}

/** Real values are shown on a terminal alone. */
function isForTerminals(argv: readonly string[]): boolean {
  return argv.includes('--reveal')
}

/** Names of the place and times stand in some results. */
function placeless(text: string): string {
  return text
    .replaceAll(join(cwd, 'recordings'), '<place>')
    .replaceAll(/postgres:\/\/[^\s"]*[^\s".:,]/g, '<place>')
    .replaceAll(/\d+ ms|\d+\.\d+ s/g, '<time>')
}

const { number, callSid } = callerOf(2)

describe('a command that reads recordings prints the same of a database as of a folder', () => {
  const commands: readonly (readonly string[])[] = [
    ['show'],
    ['show', '--all'],
    ['show', '--format', 'json'],
    ['show', number],
    ['show', callSid],
    ['show', 'CAnobody'],
    ['drift'],
    ['drift', '--format', 'json'],
    ['export', 'har'],
    ['export', 'har', number],
    ['check', 'recordings'],
    ['doctor', 'x0021'],
    ['doctor', callSid],
    ['show', callSid, '--reveal'],
    ['replay', theApp],
    ['replay', theApp, '--update'],
    ['show', callSid, '--reveal'],
    ['show', '--all'],
  ]
  it.each(commands.map((argv) => [argv.join(' '), argv] as const))('%s', async (_name, written) => {
    const argv = written.map((word) => (word === theApp ? app.url : word))
    const [folder, database] = [await withFolder(argv), await withDatabase(argv)]
    expect(placeless(database.stdout)).toBe(placeless(folder.stdout))
    expect(placeless(database.stderr)).toBe(placeless(folder.stderr))
    expect(database.code).toBe(folder.code)
  })
})

it('contract build makes the same pacts of a database as of a folder', async () => {
  const pacts: string[] = []
  for (const from of [
    ['--recordings', join(cwd, 'recordings')],
    ['--store', postgres.url],
  ]) {
    const place = await newFolder()
    const argv = ['contract', 'build', '--provider', 'reception', '--public-url', publicUrl, ...from]
    expect(await runCli(argv, { cwd: place, env })).toMatchObject({ code: 0 })
    const files = readdirSync(join(place, 'pacts')).toSorted()
    pacts.push(files.map((name) => `${name}\n${readFileSync(join(place, 'pacts', name), 'utf8')}`).join('\n'))
  }
  expect(pacts[0]).toContain('reception')
  expect(pacts[1]).toBe(pacts[0])
})

describe('a command that writes recordings writes to a database as into a folder', () => {
  it.each([
    ['call', ['call', theApp, '--record', '--no-originals', '--public-url', publicUrl, '--keys', '1']],
    ['import har', ['import', 'har', 'recorded.har']],
  ] as const)('%s', async (_name, written) => {
    const argv = written.map((word) => (word === theApp ? app.url : word))
    const places = await Promise.all([newFolder(), newFolder()])
    const har = await withFolder(['export', 'har'])
    const store = `${postgres.url}?schema=${written[0]}_written`
    await runCli(['store', 'migrate', '--store', store], { cwd, env })
    const shown: string[] = []
    for (const [place, option] of [
      [places[0], []],
      [places[1], ['--store', store]],
    ] as const) {
      await writeFile(join(place, 'recorded.har'), har.stdout)
      const result = await runCli([...argv, ...option], { cwd: place, env })
      expect(result).toMatchObject({ code: 0 })
      const { stdout } = await runCli(['show', '--format', 'json', ...option], { cwd: place, env })
      shown.push(
        ...JSON.parse(stdout).flatMap(({ exchanges }: Recording) =>
          exchanges.map(({ request, response }) => JSON.stringify([request, response?.body])),
        ),
      )
    }
    expect(readdirSync(places[1])).toEqual(['recorded.har'])
    const half = shown.length / 2
    expect(half).toBeGreaterThan(0)
    expect(shown.slice(half)).toEqual(shown.slice(0, half))
  })
})

it('two calls of the virtual Twilio, which begin at the same virtual time, are two calls in a folder and in a database', async () => {
  const store = `${postgres.url}?schema=two_calls`
  await runCli(['store', 'migrate', '--store', store], { cwd, env })
  const place = await newFolder()
  for (const option of [[], ['--store', store]]) {
    for (const keys of ['1', '2']) {
      const argv = ['call', app.url, '--record', '--public-url', publicUrl, '--keys', keys, ...option]
      await runCli(argv, { cwd: place, env })
    }
    const { stdout } = await runCli(['show', '--format', 'json', ...option], { cwd: place, env })
    const ids = (JSON.parse(stdout) as readonly Recording[]).map(({ exchanges: [first] }) => first?.id)
    expect(new Set(ids).size).toBe(2)
  }
})

describe('a database that others write to', () => {
  it.each([
    ['call', theApp, '--record'],
    ['replay', theApp, '--update'],
    ['serve', '--record', '--port', '0', '--account-sid', `AC${'0'.repeat(32)}`],
  ])('is not written to without a key that is given: %s', async (...written) => {
    const argv = written.map((word) => (word === theApp ? app.url : word))
    const result = await runCli([...argv, '--store', postgres.url], {
      cwd,
      env: { TWILIO_AUTH_TOKEN: authToken },
    })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain('RINGBACK_REDACTION_KEY is not set')
  })

  it('is neither read nor written with another key than its own', async () => {
    const other = { ...env, RINGBACK_REDACTION_KEY: generateRootKey() }
    for (const argv of [['show'], ['drift'], ['call', app.url, '--record']]) {
      const result = await runCli([...argv, '--store', postgres.url], { cwd, env: other })
      expect(result).toMatchObject({ code: 2, stdout: '' })
      expect(result.stderr).toMatch(
        /The database .* was made with the redaction key \w{16}, but the key given is \w{16}/,
      )
    }
  })

  it('takes nothing that is not redacted', async () => {
    const result = await runCli(['call', app.url, '--record', '--no-redact', '--store', postgres.url], {
      cwd,
      env,
    })
    expect(result).toMatchObject({ code: 2 })
    expect(result.stderr).toContain('not written to a database that others read')
  })
})

it('is followed: exchanges that others record are printed once', async () => {
  let stdout = ''
  let stderr = ''
  let send: (signal: NodeJS.Signals) => void = () => undefined
  const following = runCli(['show', '--follow', '--format', 'json', '--store', postgres.url], {
    cwd: elsewhere,
    env,
    onStart: (sending) => (send = sending),
    onStdout: (text) => void (stdout += text),
    onStderr: (text) => void (stderr += text),
  })
  await expect.poll(() => stderr, { timeout: 20_000 }).toContain('Waiting for new exchanges')
  const { log } = JSON.parse((await withFolder(['export', 'har', number])).stdout) as Har
  for (const [at, entry] of log.entries.entries()) {
    const now = { ...entry, startedDateTime: new Date().toISOString() }
    const har = JSON.stringify({ log: { ...log, entries: [now] } })
    await runCli(['import', 'har', '--store', postgres.url], { cwd: elsewhere, env, stdin: har })
    await expect.poll(() => stdout.match(/\n/g)?.length ?? 0, { timeout: 20_000 }).toBe(at + 1)
  }
  expect(log.entries).toHaveLength(2)
  send('SIGINT')
  expect(await following).toMatchObject({ code: 0 })
})

it('is looked at by the doctor', async () => {
  const self = async (store: string, given = env): Promise<CliResult> =>
    runCli(['doctor', '--self', '--store', store], { cwd, env: given })
  const good = await self(postgres.url)
  expect(good.stdout).toMatch(/The database .* has the tables of recordings, of the redaction key \w{16}/)
  expect(good.code).toBe(0)
  for (const [store, message] of [
    ['postgres://me:hunter2@127.0.0.1:1/db', /connection refused/],
    [`${postgres.url}?schema=nowhere`, /ringback store migrate/],
  ] as const) {
    const bad = await self(store)
    expect(bad.code).toBe(1)
    expect(bad.stdout).toMatch(message)
    expect(bad.stdout + bad.stderr).not.toContain('hunter2')
  }
})

it('is taken from --store, then --recordings, then RINGBACK_STORE, then the configuration', async () => {
  const configured = await newFolder()
  await writeFile(
    join(configured, 'ringback.config.ts'),
    `export default { store: ${JSON.stringify(postgres.url)} }`,
  )
  const calls = async (argv: readonly string[], given: Record<string, string> = {}): Promise<number> =>
    (await runCli(['show', ...argv], { cwd: configured, env: { ...env, ...given } })).code
  const nowhere = 'postgres://127.0.0.1:1/nowhere'
  expect(await calls([])).toBe(0)
  expect(await calls([], { RINGBACK_STORE: nowhere })).toBe(2)
  expect(await calls(['--recordings', join(cwd, 'recordings')], { RINGBACK_STORE: nowhere })).toBe(0)
  expect(await calls(['--store', postgres.url], { RINGBACK_STORE: nowhere })).toBe(0)
  expect(await calls(['--store', nowhere, '--recordings', join(cwd, 'recordings')])).toBe(2)
})
