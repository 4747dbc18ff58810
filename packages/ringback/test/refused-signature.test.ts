import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startExpress, type SigningApp } from './record/signing-apps.ts'
import { runCli } from './run-cli.ts'

const authToken = '0123456789abcdef0123456789abcdef'
const env = { TWILIO_AUTH_TOKEN: authToken }
const publicUrl = ['--public-url', 'https://voice.example.com']

let untrusting: SigningApp
let trusting: SigningApp
let cwd: string
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-refused-'))
  untrusting = await startExpress(authToken, false)
  trusting = await startExpress(authToken, true)
})
afterAll(async () => {
  await untrusting.close()
  await trusting.close()
})

describe('an app that answers 403 to what is signed', () => {
  test.each([
    ['doctor', ['doctor']],
    ['call', ['call', '--keys', 'h']],
    ['fuzz', ['fuzz', '--runs', '0', '--checks', 'http-status']],
    ['map', ['map']],
  ])('%s names the URL that it checks, and the line to change', async (_, [name = '', ...options]) => {
    const argv = [name, `${untrusting.url}/voice`, ...options, ...publicUrl]
    const { code, stdout, stderr } = await runCli(argv, { env, cwd })
    expect(code).not.toBe(0)
    const text = stdout + stderr
    expect(text).toContain('It checks http://voice.example.com/voice')
    expect(text).toContain(`app.set('trust proxy', true)`)
    expect(text.split('It checks ').length).toBe(2)
  })

  test('replay says it too', async () => {
    const recorded = await runCli(
      ['call', `${trusting.url}/voice`, '--keys', 'h', '--record', '--no-redact', ...publicUrl],
      { env, cwd },
    )
    expect(recorded.code).toBe(0)
    const replayed = await runCli(['replay', untrusting.url, ...publicUrl], { env, cwd })
    expect(replayed.code).toBe(1)
    expect(replayed.stdout).toContain('It checks http://voice.example.com/voice')
    expect(replayed.stdout).toContain('POST /voice')
  })

  test('contract verify says it too', async () => {
    const project = mkdtempSync(join(tmpdir(), 'ringback-refused-'))
    const options = ['--keys', 'h', '--record', '--no-redact', ...publicUrl]
    await runCli(['call', `${trusting.url}/voice`, ...options], { env, cwd: project })
    const built = await runCli(['contract', 'build', '--provider', 'app', '--recordings', 'recordings'], {
      env,
      cwd: project,
    })
    expect(built.code).toBe(0)
    const { code, stdout, stderr } = await runCli(['contract', 'verify', untrusting.url, ...publicUrl], {
      env,
      cwd: project,
    })
    const text = stdout + stderr
    expect(text).toContain('It checks http://voice.example.com/voice')
    expect(text).toContain(`app.set('trust proxy', true)`)
    expect(text).toContain('POST /voice')
    expect(code).not.toBe(0)
  })

  test('another token in the app', async () => {
    const argv = ['doctor', `${trusting.url}/voice`, ...publicUrl, '--auth-token', 'f'.repeat(32)]
    const { code, stdout } = await runCli(argv, { env, cwd })
    expect(code).toBe(1)
    expect(stdout).toContain('another auth token')
  })
})

test('doctor is content with an app that checks signatures well', async () => {
  const { code, stdout } = await runCli(['doctor', `${trusting.url}/voice`, ...publicUrl], { env, cwd })
  expect({ code, stdout }).toMatchObject({ code: 0 })
  expect(stdout).toContain('It refuses a webhook without a signature.')
  expect(stdout).toContain('It refuses a webhook with a wrong signature.')
})

test('doctor --self looks at versions, key, folder and token', async () => {
  const good = await runCli(['doctor', '--self', '--format', 'json'], { env, cwd })
  expect(good.code).toBe(0)
  const names = (JSON.parse(good.stdout) as { name: string }[]).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['versions', 'key', 'folder', 'token']))
  const bare = await runCli(['doctor', '--self'], { cwd })
  expect(bare.code).toBe(1)
  expect(bare.stdout).toContain('Set TWILIO_AUTH_TOKEN')
})
