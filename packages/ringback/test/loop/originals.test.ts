import { authToken, callTo } from '@ringback/app-caller'
import { deciders } from '@ringback/app-deciders'
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateRootKey } from '@ringback/redaction/node'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { startRecording } from '../recording-run.ts'
import { runCli, type CliOptions, type CliResult } from '../run-cli.ts'

const publicUrl = 'https://phone.example.com'
const callSid = 'CA5ef8732a3c49700934481addd5ce1601'
const caller = '+14155550123'
const to = { To: '+14155550101', Called: '+14155550101' }
const env = { TWILIO_AUTH_TOKEN: authToken }
let cwd: string

const cli = (argv: readonly string[], options: CliOptions = {}): Promise<CliResult> =>
  runCli(argv, { cwd, env, ...options })

/** The reception that decides by the number called. */
const tenants = deciders.find(({ name }) => name === 'tenants')

async function withApp(
  change: string | undefined,
  use: (url: string) => Promise<CliResult>,
): Promise<CliResult> {
  if (tenants === undefined) throw new Error('there is no app called tenants')
  const app = await tenants.start({ authToken, publicUrl, change })
  try {
    return await use(app.url)
  } finally {
    await app.close()
  }
}

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-originals-'))
  await withApp(undefined, async (url) => {
    const recording = await startRecording(url, ['--public-url', publicUrl], { cwd, env })
    const call = callTo(recording.url, publicUrl)
    await call('/incoming', { CallSid: callSid, ...to })
    // Twilio signs the URL in its console, which has another path.
    await call('/incoming', { CallSid: callSid, ...to }, { signedPath: '/voice/incoming' })
    await recording.next('recorded')
    return recording.stop()
  })
})

describe('a real CallSid or number', () => {
  test.each([
    ['its CallSid', callSid],
    ['its caller', '+1 415 555-0123'],
    ['the number called', to.To],
  ])('shows the call by %s, redacted', async (_what, name) => {
    const { code, stdout } = await cli(['show', name])
    expect(code).toBe(0)
    expect(stdout).toContain('voice.incoming-pstn')
    for (const secret of [callSid, caller, to.To]) expect(stdout).not.toContain(secret)
  })

  it('is not found without the key, and the message says so', async () => {
    const options = { env: { ...env, RINGBACK_REDACTION_KEY: generateRootKey() } }
    const { code, stderr } = await cli(['show', callSid], options)
    expect(code).toBe(2)
    expect(stderr).toContain('found with the redaction key only')
  })
})

describe('--reveal', () => {
  it('shows the original on a terminal', async () => {
    const { stdout } = await cli(['show', callSid, '--reveal'], { isTerminal: true })
    for (const secret of [callSid, caller, to.To]) expect(stdout).toContain(secret)
  })

  it('shows the real difference on a terminal, and pseudonyms in a report', async () => {
    const argv = ['--reveal', '--reporter', 'pretty', '--reporter', 'json=report.json']
    const { code, stdout } = await withApp('desk', (url) =>
      cli(['replay', url, callSid, ...argv], { isTerminal: true }),
    )
    expect(code).toBe(1)
    expect(stdout).toContain('+14155550139')
    expect(readFileSync(join(cwd, 'report.json'), 'utf8')).not.toContain('4155550139')
  })

  test.each([['show'], ['replay'], ['contract', 'verify']])(
    'is refused where nobody looks: %s',
    async (...words) => {
      const { code, stderr } = await cli([...words, '--reveal'])
      expect(code).toBe(2)
      expect(stderr).toContain('stdout is not a terminal, and --reveal was given.')
    },
  )
})

test('the doctor explains what Twilio really signed', async () => {
  const { code, stdout } = await cli(['doctor', callSid, '--public-url', `${publicUrl}/voice/incoming`])
  expect(code).toBe(1)
  expect(stdout).toContain(`Twilio signed    ${publicUrl}/voice/incoming`)
})

describe('the key', () => {
  test.each([['replay'], ['contract', 'verify']])(
    '%s stops at a wrong one and names both',
    async (...words) => {
      await cli(['contract', 'build', '--provider', 'app', '--recordings', 'recordings'])
      const other = generateRootKey()
      const { code, stderr } = await withApp(undefined, (url) =>
        cli([...words, url, '--public-url', publicUrl], { env: { ...env, RINGBACK_REDACTION_KEY: other } }),
      )
      expect(code).toBe(2)
      expect(stderr).toMatch(/redaction key [0-9a-f]{16}, but the key given is [0-9a-f]{16}/)
    },
  )

  it('is required by --require-key', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'ringback-no-key-'))
    const argv = ['--recordings', join(cwd, 'recordings'), '--require-key']
    // The folder names the file of its key; somewhere else it is not.
    const { code, stderr } = await withApp(undefined, (url) =>
      withoutKey(elsewhere, ['replay', url, ...argv]),
    )
    expect(code).toBe(2)
    expect(stderr).toContain('is missing, and --require-key was given')
  })
})

/** Runs a command on a copy of the recordings as git has them. */
async function withoutKey(elsewhere: string, argv: readonly string[]): Promise<CliResult> {
  cpSync(join(cwd, 'recordings'), join(elsewhere, 'recordings'), {
    recursive: true,
    filter: (path) => !/[/\\]\.(?:ringback|originals)$/.test(path),
  })
  const local = argv.map((each) => (each === join(cwd, 'recordings') ? join(elsewhere, 'recordings') : each))
  return runCli(local, { cwd: elsewhere, env })
}

test('--update accepts the new answers into recordings and originals', async () => {
  const before = readdirSync(join(cwd, 'recordings', '.originals'))
  expect((await withApp('greeting', (url) => cli(['replay', url]))).code).toBe(1)
  expect((await withApp('greeting', (url) => cli(['replay', url, '--update']))).code).toBe(0)
  expect((await withApp('greeting', (url) => cli(['replay', url]))).code).toBe(0)
  expect((await withApp(undefined, (url) => cli(['replay', url]))).code).toBe(1)
  expect(readdirSync(join(cwd, 'recordings', '.originals'))).toEqual(before)
})
