import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderNotes } from '@ringback/recording/node'
import { generateRootKey } from '@ringback/redaction/node'
import { startPostgres, type TestPostgres } from '@ringback/test-support/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordedFolder } from './recorded-folder.ts'
import { runCli, type CliResult } from './run-cli.ts'

let postgres: TestPostgres
let schemas = 0

beforeAll(async () => {
  postgres = await startPostgres()
}, 60_000)

afterAll(async () => postgres.stop())

/** A schema of its own in the database. */
function newStore(): string {
  schemas += 1
  return `${postgres.url}?schema=team_${schemas}`
}

function recordingsIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

async function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'ringback-store-'))
}

describe('ringback store', () => {
  it('carries recordings from one machine to another, byte for byte, and twice is as good as once', async () => {
    const RINGBACK_STORE = newStore()
    const cwd = await recordedFolder([1, 2, 3])
    const run = async (argv: readonly string[], where = cwd): Promise<CliResult> =>
      runCli(argv, { cwd: where, env: { RINGBACK_STORE } })
    expect(await run(['store', 'migrate'])).toMatchObject({ code: 0, stdout: '0001_recordings\n' })
    expect(await run(['store', 'migrate'])).toMatchObject({ code: 0, stdout: '' })
    for (const _time of [1, 2]) {
      const pushed = await run(['store', 'push'])
      expect(pushed.stderr).toContain('6 exchanges of ')
      expect(pushed).toMatchObject({ code: 0, stdout: '' })
    }
    const { stdout } = await run(['store', 'stats', '--format', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({ calls: 3, exchanges: 6, problems: 0 })
    expect((await run(['store', 'stats'])).stdout).toMatch(/calls +3\nexchanges +6\n/)

    const elsewhere = await emptyFolder()
    expect(await run(['store', 'pull'], elsewhere)).toMatchObject({ code: 0 })
    expect(recordingsIn(join(elsewhere, 'recordings'))).toEqual(recordingsIn(join(cwd, 'recordings')))
    expect(await run(['store', 'pull'], elsewhere)).toMatchObject({ code: 0 })
    expect(recordingsIn(join(elsewhere, 'recordings'))).toEqual(recordingsIn(join(cwd, 'recordings')))
    expect((await run(['show'], elsewhere)).stdout).toBe((await run(['show'])).stdout)
  })

  it('carries tags and notes: nothing that somebody wrote gets lost, and what looks private stays where it is', async () => {
    const RINGBACK_STORE = newStore()
    const run = async (argv: readonly string[], cwd: string): Promise<CliResult> =>
      runCli(argv, { cwd, env: { RINGBACK_STORE } })
    const cwd = await recordedFolder([1, 2, 3])
    const mine = folderNotes(join(cwd, 'recordings'))
    await mine.write('x0011', { tags: ['bug'], note: 'The menu repeats itself.' })
    await mine.write('x0021', { tags: [], note: 'Ask +12124567890.' })
    await run(['store', 'migrate'], cwd)
    const pushed = await run(['store', 'push'], cwd)
    expect(pushed).toMatchObject({ code: 0, stdout: '' })
    expect(pushed.stderr).toContain('6 exchanges and notes on 1 call of ')
    expect(pushed.stderr).toContain('exchange x0021 are not copied: they have a number in them')
    expect((await run(['store', 'push'], cwd)).stderr).toContain('6 exchanges of ')

    const elsewhere = await emptyFolder()
    const theirs = folderNotes(join(elsewhere, 'recordings'))
    await theirs.write('x0011', { tags: ['menu'], note: 'Twice.' })
    expect((await run(['store', 'pull'], elsewhere)).stderr).toContain('6 exchanges and notes on 1 call of ')
    expect((await run(['store', 'push'], elsewhere)).stderr).toContain('notes on 1 call of ')
    expect((await run(['store', 'pull'], cwd)).stderr).toContain('notes on 1 call of ')
    const both = { tags: ['bug', 'menu'], note: 'The menu repeats itself.\nTwice.' }
    expect((await mine.of(['x0011'])).get('x0011')).toEqual(both)
    for (const _time of [1, 2]) {
      for (const where of [cwd, elsewhere]) {
        for (const direction of ['push', 'pull'])
          expect((await run(['store', direction], where)).stderr).toContain('6 exchanges of ')
      }
    }
  })

  it('does not write over notes that are damaged, and says so', async () => {
    const RINGBACK_STORE = newStore()
    const cwd = await recordedFolder([1])
    const env = { RINGBACK_STORE }
    await runCli(['store', 'migrate'], { cwd, env })
    const notes = folderNotes(join(cwd, 'recordings'))
    await notes.write('x0011', { tags: ['bug'], note: '' })
    await runCli(['store', 'push'], { cwd, env })
    const file = join(cwd, 'recordings/.notes/x0011.json')
    writeFileSync(file, '{')
    for (const direction of ['push', 'pull']) {
      const { code, stderr } = await runCli(['store', direction], { cwd, env })
      expect(code).toBe(2)
      expect(stderr).toContain(file)
    }
    expect(readFileSync(file, 'utf8')).toBe('{')
  })

  it('carries one call', async () => {
    const RINGBACK_STORE = newStore()
    const cwd = await recordedFolder([1, 2])
    const elsewhere = await emptyFolder()
    const env = { RINGBACK_STORE }
    await runCli(['store', 'migrate'], { cwd, env })
    await runCli(['store', 'push'], { cwd, env })
    const [text = ''] = recordingsIn(join(cwd, 'recordings')).values()
    const callSid = /"callSid": "(CA\w+)"/.exec(text)?.[1] ?? ''
    expect(await runCli(['store', 'pull', callSid], { cwd: elsewhere, env })).toMatchObject({ code: 0 })
    expect([...recordingsIn(join(elsewhere, 'recordings')).values()]).toEqual([text])
    const unknown = await runCli(['store', 'pull', 'CA0'], { cwd: elsewhere, env })
    expect(unknown).toMatchObject({ code: 2, stdout: '' })
    expect(unknown.stderr).toContain('No recording of a call CA0')
  })

  it('prunes old calls', async () => {
    const cwd = await recordedFolder([1, 2])
    const env = { RINGBACK_STORE: newStore() }
    await runCli(['store', 'migrate'], { cwd, env })
    await runCli(['store', 'push'], { cwd, env })
    const pruned = await runCli(['store', 'prune', '--older-than', '1h'], { cwd, env })
    expect(pruned.code).toBe(0)
    expect(pruned.stderr).toContain('Removed 4 exchanges of 2 legs')
    const bad = await runCli(['store', 'prune', '--older-than', 'soon'], { cwd, env })
    expect(bad).toMatchObject({ code: 2 })
    expect(bad.stderr).toContain('--older-than must be a number with h, d or w')
  })

  it('refuses recordings under another key, and those that are not redacted', async () => {
    const env = { RINGBACK_STORE: newStore() }
    const cwd = await recordedFolder([1])
    await runCli(['store', 'migrate'], { cwd, env })
    await runCli(['store', 'push'], { cwd, env })
    const other = await recordedFolder([2], { RINGBACK_REDACTION_KEY: generateRootKey() })
    for (const direction of ['push', 'pull']) {
      const refused = await runCli(['store', direction], { cwd: other, env })
      expect(refused).toMatchObject({ code: 2, stdout: '' })
      expect(refused.stderr).toMatch(/are redacted with the key \w{16}, but those in .* with the key \w{16}/)
    }
    expect(
      JSON.parse((await runCli(['store', 'stats', '--format', 'json'], { cwd, env })).stdout),
    ).toMatchObject({ exchanges: 2 })
  })

  it('says what is missing, and never prints a password', async () => {
    const cwd = await recordedFolder([1])
    const cases: readonly (readonly [store: string | undefined, message: RegExp])[] = [
      [undefined, /No database was given\./],
      ['http://127.0.0.1:1/', /must be given as postgres:/],
      [
        'postgres://me:hunter2@127.0.0.1:1/db',
        /postgres:\/\/127\.0\.0\.1:1\/db cannot be used: connection refused/,
      ],
      [newStore(), /Create or change them: ringback store migrate/],
      [`${postgres.url}?schema=a-b`, /is not a valid name of a PostgreSQL schema/],
    ]
    for (const [store, message] of cases) {
      for (const action of [['push'], ['pull'], ['stats'], ['prune', '--older-than', '1d']]) {
        const failed = await runCli(['store', ...action], {
          cwd,
          env: store === undefined ? {} : { RINGBACK_STORE: store },
        })
        expect(failed).toMatchObject({ code: 2, stdout: '' })
        expect(failed.stderr).toMatch(message)
        expect(failed.stderr).not.toContain('hunter2')
      }
    }
  })
})
