import { createTwilioClient } from '@ringback/twilio-client/node'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRecording } from './recording-run.ts'
import { runCli, type CliResult } from './run-cli.ts'
import { authToken, publicUrl, startSmallApp, type SmallApp } from './small-app.ts'

const callSid = 'CA0123456789abcdef0123456789abcdef'
const env = {
  TWILIO_AUTH_TOKEN: authToken,
  RINGBACK_REDACTION_KEY: 'rbk_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwej2CTL',
}

let app: SmallApp
let cwd: string
let recorded: CliResult

/** Records one call: a signed webhook and a forged one, then SIGTERM. */
async function record(): Promise<CliResult> {
  const recording = await startRecording(app.url, ['--public-url', publicUrl], { cwd, env })
  for (const token of [authToken, 'another token']) {
    const twilio = createTwilioClient({ authToken: token, publicUrl, app: recording.url })
    await twilio.send({
      kind: 'voice.incoming-pstn',
      method: 'POST',
      url: `${publicUrl}/voice`,
      parameters: [
        ['CallSid', callSid],
        ['From', '+14155550100'],
        ['To', '+14155550199'],
        ['CallStatus', 'ringing'],
        ['Direction', 'inbound'],
        ['FromCity', 'MILL VALLEY'],
      ],
      callSid,
    })
    await twilio.close()
    await recording.next('recorded')
  }
  return recording.stop()
}

beforeAll(async () => {
  app = await startSmallApp()
  cwd = mkdtempSync(join(tmpdir(), 'ringback-cli-'))
  recorded = await record()
})
afterAll(() => app.close())

describe('ringback record', () => {
  it('says what goes where and what to paste, and ends well', () => {
    expect(recorded.code).toBe(0)
    expect(recorded.stderr).toContain(`→ ${app.url}`)
    expect(recorded.stderr).toContain(join(cwd, 'recordings'))
    expect(recorded.stderr).toContain(`public URL  ${publicUrl}\n`)
    expect(recorded.stderr).toContain('2 exchanges recorded')
  })

  it('keeps nothing private', () => {
    const written = readdirSync(join(cwd, 'recordings'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n')
    for (const secret of ['4155550100', '4155550199', 'MILL VALLEY', callSid, authToken]) {
      expect(written + recorded.stdout).not.toContain(secret)
    }
  })

  it.each([
    [['record'], 'No app URL given. Pass it: ringback record http://127.0.0.1:3000'],
    [['record', 'ftp://127.0.0.1'], 'must start with http:// or https://'],
    [['record', 'http://127.0.0.1:1', '--signature', 'require', '--port', '0'], 'No auth token given'],
  ])('refuses %j', async (argv, message) => {
    const { RINGBACK_REDACTION_KEY } = env
    const result = await runCli(argv, { cwd, env: { RINGBACK_REDACTION_KEY } })
    expect(result.code).toBe(2)
    expect(result.stderr).toContain(message)
    expect(result.stderr).not.toContain('    at ')
  })
})

describe('ringback show', () => {
  it('lists the calls and shows one as a transcript', async () => {
    const list = await runCli(['show'], { cwd })
    expect(list.stdout).toMatch(
      /CA[0-9a-f]{32} +\+1\d{3}(?:55501\d\d|(?:[2-8]11|95[89])\d{4}) → \+1\d{3}(?:55501\d\d|(?:[2-8]11|95[89])\d{4}) +2 exchanges/,
    )
    const sid = /CA[0-9a-f]{32}/.exec(list.stdout)?.[0] ?? ''
    const { stdout } = await runCli(['show', sid.slice(0, 8)], { cwd })
    expect(stdout).toContain('voice.incoming-pstn  POST /voice')
    expect(stdout).toContain('│ Says: Hello')
    expect(stdout).toContain('│ Hangs up')
    expect(stdout).toContain('its signature was invalid')
  })

  it('fits the terminal, and keeps both ends of a SID', async () => {
    const whole = await runCli(['show'], { cwd })
    const sid = /CA[0-9a-f]{32}/.exec(whole.stdout)?.[0] ?? ''
    const narrow = await runCli(['show'], { cwd, columns: 60 })
    const shown = /(CA[0-9a-f]+)…([0-9a-f]+)/.exec(narrow.stdout)
    expect([sid.startsWith(shown?.[1] ?? '?'), sid.endsWith(shown?.[2] ?? '?')]).toEqual([true, true])
    const one = await runCli(['show', sid], { cwd, columns: 60 })
    for (const line of `${narrow.stdout}${one.stdout}`.split('\n'))
      expect(stringWidth(line)).toBeLessThanOrEqual(60)
  })

  it('says where it looked when there is nothing', async () => {
    const result = await runCli(['show', 'CAffff'], { cwd })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain('No recording of a call CAffff in ')
  })
})

describe('ringback export and import', () => {
  it('round-trips over HAR', async () => {
    const { stdout } = await runCli(['export', 'har'], { cwd })
    const elsewhere = mkdtempSync(join(tmpdir(), 'ringback-har-'))
    const imported = await runCli(['import', 'har', '--no-redact'], { cwd: elsewhere, stdin: stdout })
    expect(imported.stdout).toContain('Imported 2 exchanges of 1 call')
    const again = await runCli(['export', 'har'], { cwd: elsewhere })
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(stdout))
    // What comes redacted has no original here.
    expect(existsSync(join(elsewhere, 'recordings', '.originals'))).toBe(false)
  })

  it('seals the originals of what it redacts', async () => {
    const source = mkdtempSync(join(tmpdir(), 'ringback-har-'))
    const exchange = JSON.parse((await runCli(['export', 'har'], { cwd })).stdout)
    for (const entry of exchange.log.entries) delete entry._ringback
    const stdin = JSON.stringify(exchange)
    const without = mkdtempSync(join(tmpdir(), 'ringback-har-'))
    await runCli(['import', 'har', '--no-originals'], { cwd: without, stdin })
    expect(existsSync(join(without, 'recordings', '.originals'))).toBe(false)
    expect((await runCli(['import', 'har'], { cwd: source, stdin })).stdout).toContain('Imported 2 exchanges')
    // Beside the .gitignore.
    expect(readdirSync(join(source, 'recordings', '.originals')).length).toBeGreaterThan(1)
  })
})

describe('ringback replay', () => {
  const replay = (...argv: string[]): Promise<CliResult> => runCli(['replay', app.url, ...argv], { cwd, env })

  it('passes the signature check of the app and finds the same answers', async () => {
    const { code, stdout } = await replay()
    expect(stdout).toContain('1 recording: 1 same, 0 changed, 1 skipped')
    expect(code).toBe(0)
  })

  it('finds what changed, accepts it with --update, and is content then', async () => {
    app.greeting = 'Good evening'
    const changed = await replay()
    expect(changed.code).toBe(1)
    expect(changed.stdout).toContain('"Good evening')
    const junit = await replay('--reporter', 'junit')
    expect(junit.stdout).toContain('tests="2" failures="1" errors="0" skipped="1"')
    expect((await replay('--update')).code).toBe(0)
    expect((await replay()).code).toBe(0)
  })

  it('does not send to other machines unless it is told to', async () => {
    const result = await runCli(['replay', 'http://192.0.2.1'], { cwd, env })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain('--allow-remote')
  })

  it('needs a token to sign with', async () => {
    const result = await runCli(['replay', app.url], { cwd })
    expect(result.code).toBe(2)
    expect(result.stderr).toContain('TWILIO_AUTH_TOKEN')
  })
})
