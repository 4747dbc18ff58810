import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordSettings } from '../../src/commands/record/settings.ts'
import { sizeOption } from '../../src/input/size-option.ts'
import { eventLine } from '../../src/commands/record/print/event-line.ts'
import type { Io } from '../../src/shell/io.ts'
import { stylesFor } from '../../src/shell/styles.ts'
import { runCli } from '../run-cli.ts'

let cwd: string
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-record-'))
})
afterAll(() => rmSync(cwd, { recursive: true }))

it.each([
  ['4GiB', 4 * 2 ** 30],
  ['500MB', 500_000_000],
  ['1.5 gb', 1_500_000_000],
  ['64 MiB', 64 * 2 ** 20],
  ['1000000', 1_000_000],
])('--spool-limit %s is %d bytes', (text, bytes) => {
  expect(sizeOption(text, { option: '--spool-limit', leastBytes: 1, least: '1B' })).toBe(bytes)
})

describe('ringback record refuses', () => {
  it.each([
    [['--signature', 'require', '--auth-token', 'x'], 'No public URL given'],
    [['--signature', 'warn'], 'No auth token given'],
    [['--signature', 'warn', '--auth-token', ' , '], 'No auth token given'],
    [['--allow', '/health'], '--allow is for --signature require only.'],
    [
      [
        '--signature',
        'require',
        '--auth-token',
        'x',
        '--public-url',
        'https://a.example',
        '--allow',
        'health',
      ],
      '--allow: "health" is not a rule.',
    ],
    [
      [
        '--signature',
        'require',
        '--auth-token',
        'x',
        '--public-url',
        'https://a.example',
        '--allow',
        '/a%2f',
      ],
      '--allow: "/a%2f"',
    ],
    [['--spool-limit', '4 bananas'], '--spool-limit must be a size of at least 1MB, not "4 bananas".'],
    [['--spool-limit', '10kB'], '--spool-limit must be a size of at least 1MB, not "10kB".'],
    [['--port', 'abc'], '--port must be a whole number from 0 to 65535, not "abc".'],
    [
      ['--workers', '0', '--port', 'abc'],
      [
        '--port must be a whole number from 0 to 65535, not "abc".',
        '--workers must be a whole number from 1 to 64 or auto, not "0".',
      ],
    ],
    [['--workers', 'many'], '--workers must be a whole number from 1 to 64 or auto, not "many".'],
    [['--public-url', 'https://a.example/?x=1'], '--public-url: must have no query and no fragment.'],
  ])('%j', async (argv, messages) => {
    const result = await runCli(['record', '3000', ...argv], { cwd, env: { TERM: 'dumb' } })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    for (const message of [messages].flat()) expect(result.stderr).toContain(message)
    expect(result.stderr).not.toContain('    at ')
  })

  it('an address without showing its password', async () => {
    const result = await runCli(['record', 'http://user:hunter2@:x'], { cwd })
    expect(result.code).toBe(2)
    expect(result.stderr).not.toContain('hunter2')
  })
})

describe('the processes of ringback record', () => {
  const defaults = { app: '3000', port: 0, host: '127.0.0.1', spoolLimit: '4GiB' }
  const workers = async (options: object): Promise<number> =>
    (await recordSettings({ ...defaults, ...options }, { ...({} as Io), cwd, env: {} })).workers

  it('are one, as many as the option or else the configuration says, or one less than processors', async () => {
    const config = join(cwd, 'workers.config.mjs')
    writeFileSync(config, 'export default { workers: 3 }')
    expect(await workers({})).toBe(1)
    expect(await workers({ config })).toBe(3)
    expect(await workers({ config, workers: 2 })).toBe(2)
    expect(await workers({ workers: 'auto' })).toBe(Math.max(availableParallelism() - 1, 1))
  })
})

describe('the auth tokens of ringback record', () => {
  const io = (env: Io['env']): Io => ({
    ...({} as Io), // Only these are read.
    cwd,
    env,
  })
  const defaults = { app: '3000', port: 0, host: '127.0.0.1', spoolLimit: '4GiB' }
  const tokens = async (options: object, env: Io['env'] = {}) => {
    const { authToken, authTokens } = await recordSettings({ ...defaults, ...options }, io(env))
    return { authToken, authTokens }
  }

  it('come from the option several times, and with commas', async () => {
    expect(await tokens({ authToken: ['one', 'two, three'] }, { TWILIO_AUTH_TOKEN: 'four' })).toEqual({
      authToken: ['one', 'two', 'three'],
      authTokens: undefined,
    })
  })

  it('come from the environment, also several, and beside those of accounts', async () => {
    const config = join(cwd, 'tokens.config.mjs')
    writeFileSync(
      config,
      `export default { authToken: 'mine', authTokens: { AC${'1'.repeat(32)}: ['a', 'b'] } }`,
    )
    const authTokens = { [`AC${'1'.repeat(32)}`]: ['a', 'b'] }
    expect(await tokens({ config }, { TWILIO_AUTH_TOKEN: 'new,old' })).toEqual({
      authToken: ['new', 'old'],
      authTokens,
    })
    expect(await tokens({ config })).toEqual({ authToken: ['mine'], authTokens })
    expect(await tokens({ config, authToken: ['one'] })).toEqual({
      authToken: ['one'],
      authTokens: undefined,
    })
  })
})

it('a line of an event shows control and bidirectional characters as escapes', () => {
  const plain = stylesFor({ isTerminal: { stdout: false }, env: {} } as Io, 'stdout') // Only these are read.
  const hostile = '\u001B]0;owned\u0007\u009B2J\u202E'
  const lines = [
    eventLine(
      {
        type: 'kept',
        id: '1',
        startedAt: '2026-01-01T00:00:00.000Z',
        method: hostile,
        path: '/voice',
        status: null,
        ms: 1,
        verdict: 'valid',
        problem: { code: 'x', message: hostile },
        upstream: 'http://127.0.0.1:3000',
      },
      plain,
    ),
    eventLine(
      {
        type: 'recorded',
        id: '1',
        kind: null,
        callSid: null,
        from: hostile,
        to: 'x',
        method: 'POST',
        status: 200,
      },
      plain,
    ),
  ]
  const line = lines.join('\n')
  expect(line.split('\n')).toHaveLength(3)
  expect(line.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  expect(line.split(String.raw`\x1b]0;owned`)).toHaveLength(4)
})
