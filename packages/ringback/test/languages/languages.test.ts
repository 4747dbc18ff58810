import { authToken, callTo } from '@ringback/app-caller'
import type { FuzzReport } from '@ringback/fuzz'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startRecording } from '../recording-run.ts'
import { runCli, type CliResult } from '../run-cli.ts'
import { languageApps } from './language-apps.ts'
import { argvOn } from './page.ts'
import { startLanguageApp, type RunningApp } from './running-app.ts'
import { startServe } from './running-serve.ts'

// The same phone line in several languages, with the commands of its page. Each app answers only what is signed, and has one
// bug: it fails without FromCity.

const publicUrl = 'https://phone.example.com'
const env = { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: authToken }

describe.each(languageApps)('a phone line in $name', (language) => {
  const scratch = mkdtempSync(join(tmpdir(), 'ringback-languages-'))
  const cwd = join(scratch, 'project')
  let app: RunningApp | undefined
  const argvOf = (command: string): readonly string[] => argvOn(language.page, command, app?.url ?? '')
  const cli = (command: string, ...more: readonly string[]): Promise<CliResult> =>
    runCli([...argvOf(command), ...more], { cwd, env })
  const isMissing = !language.isInstalled

  beforeAll(async () => {
    mkdirSync(cwd)
    if (isMissing) return
    language.build?.(scratch)
    app = await startLanguageApp(language, scratch, { ...env, PUBLIC_URL: publicUrl, SEEDED_BUG: '1' })
  })
  afterAll(async () => {
    await app?.stop()
    rmSync(scratch, { recursive: true, force: true })
  })

  test.skipIf(isMissing)('is recorded through the proxy, replayed and held to a contract', async () => {
    const [, target = '', ...options] = argvOf('record')
    const recording = await startRecording(target, options, { cwd, env })
    const call = callTo(recording.url, publicUrl)
    const CallSid = `CA${'1'.repeat(32)}`
    const menu = { Digits: '1', msg: 'Gather End', CallStatus: 'in-progress' }
    expect((await call('/voice', { CallSid })).text).toContain('Press 1 for sales')
    expect((await call('/menu', { CallSid, ...menu })).text).toContain('<Dial')
    await recording.next('recorded')
    await recording.next('recorded')
    await recording.stop()
    for (const command of ['replay', 'contract build', 'contract verify']) {
      const { code, stdout, stderr } = await cli(command)
      expect([command, code, code === 0 ? '' : stdout + stderr]).toEqual([command, 0, ''])
    }
  })

  test.skipIf(isMissing)('is looked at by the doctor, called and mapped', async () => {
    const doctor = await cli('doctor')
    expect([doctor.code, doctor.stdout]).toEqual([
      0,
      expect.stringContaining('refuses a webhook with a wrong signature'),
    ])
    const called = await cli('call')
    expect([called.code, called.stdout + called.stderr]).toEqual([
      0,
      expect.stringMatching(/Nobody is free.*ecorded/s),
    ])
    const { code, stdout, stderr } = await cli('map', '--reporter', 'json')
    expect([code, stderr]).toEqual([0, '4 passed, 0 failed\n'])
    expect(stdout).toContain('Press 1 for sales')
  })

  test.skipIf(isMissing)('is fuzzed, and its bug is the one finding', async () => {
    const { code, stdout } = await cli('fuzz', '--runs', '0', '--reporter', 'json', ...(language.fuzz ?? []))
    expect(code).toBe(1)
    const { findings } = JSON.parse(stdout) as FuzzReport
    expect(findings).toMatchObject([{ code: 'http-status', message: expect.stringContaining('FromCity') }])
  })

  test.skipIf(isMissing)('is tested in its language over the control routes of ringback serve', async () => {
    const serve = await startServe(argvOf('serve'), { cwd, env })
    const [program, ...argv] = language.test({ scratch })
    const testEnv = {
      ...process.env,
      ...env,
      PUBLIC_URL: publicUrl,
      PYTHONDONTWRITEBYTECODE: '1',
      ...language.env,
      RINGBACK_URL: serve.url,
    }
    const { status, output } = await exitOf(program, argv, testEnv)
    await serve.stop()
    expect([status, status === 0 ? '' : output]).toEqual([0, ''])
  })
})

async function exitOf(
  program: string,
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly status: number | null; readonly output: string }> {
  const child = spawn(program, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, output: (await output).join('') }
}
