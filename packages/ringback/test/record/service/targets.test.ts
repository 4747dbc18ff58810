import { authToken, callTo } from '@ringback/app-caller'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDirectoryStore } from '@ringback/recording/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languageApps } from '../../languages/language-apps.ts'
import { startLanguageApp, type RunningApp } from '../../languages/running-app.ts'
import { startRecording } from '../../recording-run.ts'
import { runCli } from '../../run-cli.ts'

const publicUrl = 'https://phone.example.com'
const account = 'AC00000000000000000000000000000001'
const env = { TWILIO_AUTH_TOKEN: authToken }
const [flask, php] = ['Flask', 'PHP'].map((name) => languageApps.find((app) => app.name.startsWith(name)))
const isMissing = flask?.isInstalled !== true || php?.isInstalled !== true

describe('a phone line on Flask and one on PHP behind one proxy', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'ringback-targets-'))
  const cwd = join(scratch, 'project')
  let apps: readonly RunningApp[] = []
  beforeAll(async () => {
    mkdirSync(cwd)
    if (isMissing || flask === undefined || php === undefined) return
    const appEnv = { ...env, PUBLIC_URL: publicUrl }
    apps = await Promise.all([flask, php].map((app) => startLanguageApp(app, scratch, appEnv)))
  })
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.stop()))
    rmSync(scratch, { recursive: true, force: true })
  })

  // PHP's own server says what it is, and Flask's does as well.
  const serverOf = async (call: ReturnType<typeof callTo>, path: string, changes = {}): Promise<string> => {
    const { status, headers, text } = await call(path, changes)
    expect([status, text]).toEqual([200, expect.stringContaining('<Response>')])
    return headers['x-powered-by'] === undefined ? 'flask' : 'php'
  }

  test.skipIf(isMissing)('each gets its number, and checks its signatures itself', async () => {
    const [first, second] = apps.map(({ url }) => url)
    const recording = await startRecording(
      first ?? '',
      ['--public-url', publicUrl, '--target', `+14155550177=${second}`, '--recordings', 'by-number'],
      { cwd, env },
    )
    const call = callTo(recording.url, publicUrl)
    expect(await serverOf(call, '/voice', { CallSid: `CA${'1'.repeat(32)}` })).toBe('flask')
    expect(await serverOf(call, '/voice', { To: '+14155550177', CallSid: `CA${'2'.repeat(32)}` })).toBe('php')
    const menu = {
      To: '+14155550177',
      CallSid: `CA${'2'.repeat(32)}`,
      Digits: '1',
      CallStatus: 'in-progress',
    }
    expect(await serverOf(call, '/menu', menu)).toBe('php')
    const kept = [await recording.next('kept'), await recording.next('kept'), await recording.next('kept')]
    expect(kept.map(({ upstream, verdict }) => [upstream, verdict])).toEqual([
      [first, 'valid'],
      [second, 'valid'],
      [second, 'valid'],
    ])
    const { stderr } = await recording.stop()
    expect(stderr).toContain(`+14155550177 → ${second}/`)
  })

  test.skipIf(isMissing)('paths and accounts of the configuration decide as well, before `app`', async () => {
    const [first, second] = apps.map(({ url }) => url)
    writeFileSync(
      join(cwd, 'ringback.config.mjs'),
      `export default { app: ${JSON.stringify(first)}, publicUrl: ${JSON.stringify(publicUrl)}, targets: [
        { path: '/voice', accountSid: ${JSON.stringify(account)}, app: ${JSON.stringify(second)} },
      ] }`,
    )
    const recording = await startRecording(first ?? '', [], { cwd, env })
    const call = callTo(recording.url, publicUrl)
    expect(await serverOf(call, '/voice')).toBe('php')
    expect(await serverOf(call, '/voice', { AccountSid: 'AC00000000000000000000000000000002' })).toBe('flask')
    expect(await serverOf(call, '/menu')).toBe('flask')
    await recording.stop()
  })

  test.skipIf(isMissing)('a sample is recorded as whole calls, and what is left out is no loss', async () => {
    const [first] = apps.map(({ url }) => url)
    const more = {
      RINGBACK_SAMPLE: '0.5',
      RINGBACK_RECORDINGS: 'sampled',
      RINGBACK_SETTLE: '1',
      RINGBACK_PUBLIC_URL: publicUrl,
    }
    const recording = await startRecording(first ?? '', [], { cwd, env: { ...env, ...more } })
    const call = callTo(recording.url, publicUrl)
    const calls = 12
    for (let index = 0; index < calls; index += 1) {
      const CallSid = `CA${String(index).padStart(32, '0')}`
      await call('/voice', { CallSid })
      await call('/menu', { CallSid, Digits: '1', CallStatus: 'in-progress' })
    }
    const { code, stderr } = await recording.stop()
    expect(code).toBe(0)
    const store = await openDirectoryStore({ directory: join(cwd, 'sampled') })
    const lengths: number[] = []
    for await (const { exchanges } of store.list()) lengths.push(exchanges.length)
    await store.close()
    expect(lengths.length).toBeGreaterThan(0)
    expect(lengths.length).toBeLessThan(calls)
    expect(new Set(lengths)).toEqual(new Set([2]))
    expect(stderr).toContain(`${2 * lengths.length} exchanges recorded in `)
    expect(stderr).toContain(`${2 * (calls - lengths.length)} left out (--sample, --only)`)
    expect(stderr).toContain('50 % of the calls')
    expect(stderr).not.toContain('NOT recorded')
  })
})

test.each([
  [['--target', '/billing'], '--target: The app of'],
  [['--target', 'billing=', '--target', '/a?b=3000'], '--target: the path "/a?b" must start with /'],
  [
    ['--only', 'gather.aktion', '--only', 'x.y'],
    '--only: Unknown webhook kind gather.aktion. Did you mean gather.action?',
  ],
  [['--sample', '-1'], '--sample must be a number from 0 to 1'],
])('record %j is refused', async (argv, message) => {
  const { code, stderr } = await runCli(['record', '3000', ...argv])
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})
