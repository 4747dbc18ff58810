import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallEvent } from '@ringback/simulator'
import { startApp, type RunningApp } from '@ringback/app-express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, type CliResult } from './run-cli.ts'

const authToken = '0123456789abcdef0123456789abcdef'
const publicUrl = 'https://phone.example.com'
const env = {
  TWILIO_AUTH_TOKEN: authToken,
  RINGBACK_REDACTION_KEY: 'rbk_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwej2CTL',
}

let app: RunningApp
beforeAll(async () => {
  app = await startApp({ port: 0, authToken, publicUrl })
})
afterAll(() => app.close())

function call(...argv: string[]): Promise<CliResult> {
  return runCli(['call', `${app.url}/voice`, '--public-url', publicUrl, ...argv], { env })
}

describe('ringback call', () => {
  it('runs through and prints what the caller hears', async () => {
    const { code, stdout, stderr } = await call('--keys', '7,1,busy,"It is me",#')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    await expect(stdout).toMatchFileSnapshot('golden/call.txt')
  })

  it('lets somebody answer, and the caller hang up on them', async () => {
    const { stdout } = await call('--keys', '1,answered,w5,h')
    expect(stdout).toMatch(/bridged with[^]+caller hangs up[^]+completed after \d+ s/)
  })

  it('lets those who are dialled be busy whenever --dialled says so', async () => {
    expect((await call('--keys', '1', '--dialled', 'busy')).stdout).toContain('on another call')
  })

  it('says what --say holds, one thing at each prompt', async () => {
    const { stdout } = await call('--say', 'tulips', '--say', 'sales please')
    expect(stdout).toMatch(
      /speaks "tulips"[^]+not one of the choices[^]+speaks "sales please"[^]+dials Number/,
    )
  })

  it('reads steps from a file with remarks', async () => {
    const script = join(mkdtempSync(join(tmpdir(), 'ringback-call-')), 'steps.txt')
    writeFileSync(script, '// the queue\n2\nbridged, w1\nh\n')
    const { stdout } = await call('--script', script)
    expect(stdout).toMatch(/presses 2[^]+bridged with[^]+caller hangs up/)
  })

  it('lets a module be the caller, and reports what it did not hear', async () => {
    const script = join(mkdtempSync(join(tmpdir(), 'ringback-call-')), 'caller.mjs')
    const write = (pattern: string): void =>
      writeFileSync(
        script,
        `export default async (line) => { await line.hears(${pattern}); await line.press('3') }`,
      )
    write('/leave a message, press 3/')
    const good = await call('--script', script)
    expect(good.code).toBe(0)
    expect(good.stdout).toContain('Please leave a message')
    const other = join(mkdtempSync(join(tmpdir(), 'ringback-call-')), 'caller.mjs')
    writeFileSync(other, 'export default async (line) => { await line.hears(/for billing/) }')
    const bad = await call('--script', other)
    expect(bad.code).toBe(1)
    expect(bad.stdout).toContain('/for billing/ was not heard')
  })

  it('prints the whole call as JSON, the same every time', async () => {
    const { code, stdout } = await call('--keys', '3,"Hello",#', '--format', 'json')
    expect(code).toBe(0)
    const report = JSON.parse(stdout) as { status: string; events: CallEvent[]; errors: unknown[] }
    expect(report).toMatchObject({ status: 'completed', from: '+14155550100', errors: [] })
    expect(report.events.map(({ type }) => type)).toContain('recorded')
    const withoutTimes = (text: string): string => text.replaceAll(/"(durationMs|date)": .*|GMT"/gi, '')
    const again = await call('--keys', '3,"Hello",#', '--format', 'json')
    expect(JSON.parse(again.stdout).timeline).toEqual(JSON.parse(stdout).timeline)
    expect(withoutTimes(again.stdout).length).toBeGreaterThan(1000)
  })

  it('prints an event a line', async () => {
    const { stdout } = await call('--keys', 'h', '--format', 'ndjson')
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as CallEvent)
    expect(events[0]).toMatchObject({ type: 'call-started' })
    expect(events.at(-1)).toMatchObject({ type: 'ended' })
  })

  it.each([
    ['withheld', 'anonymous'],
    ['sip', 'sip:alice@example.com'],
    ['client', 'client:alice'],
    ['+447700900123', '+447700900123'],
  ])('calls from %s as %s', async (from, sent) => {
    const { stdout } = await call('--from', from, '--keys', 'h', '--format', 'ndjson')
    const sentFirst = stdout.split('\n').map((line) => line && JSON.parse(line))
    expect(sentFirst.find(({ type }) => type === 'webhook-sent').parameters).toMatchObject({ From: sent })
  })

  it('is called by the app with --outbound', async () => {
    const { code, stdout } = await call('--outbound', '--status-callback', '/status', '--keys', '9,h')
    expect(code).toBe(0)
    expect(stdout).toContain('call from +14155550199 to +14155550100 (outbound-api)')
    expect(stdout).toContain('POST /status  status.rest-call  204')
  })

  it('keeps the call as a redacted recording', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'ringback-call-'))
    const argv = ['call', `${app.url}/voice`, '--public-url', publicUrl, '--keys', '1,busy,h', '--record']
    const { stderr } = await runCli(argv, { cwd, env })
    expect(stderr).toContain(`exchanges in ${join(cwd, 'recordings')}`)
    const shown = await runCli(['show', '--all'], { cwd, env })
    expect(shown.stdout).toContain('dial.action')
    const text = readdirSync(join(cwd, 'recordings'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(join(cwd, 'recordings', name), 'utf8'))
      .join()
    expect(text).toContain('"recorder": "simulator"')
    expect(text).not.toContain('+14155550100')
    const replayed = await runCli(['replay', app.url, '--reporter', 'json'], { cwd, env })
    expect(replayed.code).toBe(0)
    // The originals are at hand, sealed.
    expect(replayed.stdout).toContain('"sent": "original"')
    expect(replayed.stdout).not.toContain('"sent": "recorded"')
  })

  it('records another call beside it, and the same call in its place, all of one account', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'ringback-call-'))
    for (const keys of ['1', '2', '1']) {
      const options = ['--public-url', publicUrl, '--keys', keys, '--record', '--no-redact']
      await runCli(['call', `${app.url}/voice`, ...options], { cwd, env })
    }
    const names = readdirSync(join(cwd, 'recordings')).filter((name) => name.endsWith('.json'))
    const texts = names.map((name) => readFileSync(join(cwd, 'recordings', name), 'utf8'))
    expect(names).toHaveLength(2)
    expect(new Set(texts.join('').match(/\bAC[\da-f]{32}/g)).size).toBe(1)
  })

  it('exits 1 when Twilio would log an error, and says which', async () => {
    const { code, stdout } = await runCli(['call', `${app.url}/nowhere`, '--public-url', publicUrl], { env })
    expect(code).toBe(1)
    expect(stdout).toContain('error 11200')
  })

  it('says that a made-up token signs when there is none', async () => {
    const { code, stdout, stderr } = await runCli(['call', `${app.url}/voice`, '--public-url', publicUrl])
    expect(code).toBe(1)
    expect(stderr).toContain('TWILIO_AUTH_TOKEN')
    expect(stdout).toContain('403')
  })

  it.each([
    [['call'], 'No app URL given. Pass it: ringback call http://127.0.0.1:3000'],
    [['call', 'ftp://localhost:3000'], 'must start with http:// or https://'],
    [['call', '127.0.0.1:1'], 'Cannot reach the app at http://127.0.0.1:1: connection refused'],
    [['call', 'http://192.0.2.1/voice'], '--allow-remote'],
    [['call', 'http://127.0.0.1:1/voice', '--keys', '1,busyy,"open'], '"busyy" is not a step'],
    [['call', 'http://127.0.0.1:1/voice', '--script', 'no-such-file'], 'Cannot read the script'],
  ])('refuses %j with exit code 2', async (argv, message) => {
    const result = await runCli(argv, { env })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain(message)
  })
})
