import { authToken, callTo } from '@ringback/app-caller'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '@ringback/test-support/free-port'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRecording } from '../recording-run.ts'
import { runCli, type CliResult } from '../run-cli.ts'

// The first example of the README, as a user types it: the app of two tenants, recorded, replayed, and held to a contract.

const root = join(import.meta.dirname, '../../../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const [, section = ''] = /^## Record, replay, hold to a contract\n(.*?)^## /ms.exec(readme) ?? []
const [, appCode = ''] = /^```js\n(.*?)^```/ms.exec(section) ?? []
const [, commands = ''] = /^```sh\n(.*?)^```/ms.exec(section) ?? []
const publicUrl = 'https://phone.example.com'
const env = { TWILIO_AUTH_TOKEN: authToken }

let cwd: string
let port: string

/** The words of the README's line of a command, with the port of this test. */
function line(command: string): readonly string[] {
  const found = commands.split('\n').find((each) => each.startsWith(`ringback ${command}`))
  if (found === undefined) throw new Error(`the README has no line of ringback ${command}`)
  const words = found.replace(/ +#.*/, '').split(' ').slice(1)
  return words.map((word) => (word === '3000' ? port : word))
}

const cli = (command: string): Promise<CliResult> => runCli(line(command), { cwd, env })

async function withApp<Result>(code: string, use: () => Promise<Result>): Promise<Result> {
  writeFileSync(join(cwd, 'app.js'), code)
  const child = spawn(process.execPath, ['app.js'], {
    cwd,
    env: { ...process.env, ...env, PORT: port },
    stdio: 'inherit',
  })
  try {
    await listening()
    return await use()
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}

async function listening(): Promise<void> {
  for (;;) {
    const isUp = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    )
    if (isUp) return
    await wait(50)
  }
}

beforeAll(async () => {
  // The app finds express and twilio where the packages of the workspace are.
  const scratch = join(root, 'node_modules', '.cache')
  mkdirSync(scratch, { recursive: true })
  cwd = mkdtempSync(join(scratch, 'readme-loop-'))
  writeFileSync(join(cwd, 'package.json'), '{ "type": "module" }')
  port = String(await freePort())
  await withApp(appCode, async () => {
    const [, target = '', ...argv] = line('record')
    const recording = await startRecording(target, argv, { cwd, env })
    const call = callTo(recording.url, publicUrl)
    for (const [number, To] of ['+14155550101', '+14155550102'].entries()) {
      const CallSid = `CA${String(number).repeat(32)}`
      await call('/voice', { CallSid, To, Called: To })
      await call('/menu', {
        CallSid,
        To,
        Called: To,
        Digits: '1',
        msg: 'Gather End',
        CallStatus: 'in-progress',
      })
      await recording.next('recorded')
    }
    await recording.stop()
  })
})
afterAll(() => rmSync(cwd, { recursive: true }))

test('the unchanged app replays green and keeps its contract', async () => {
  await withApp(appCode, async () => {
    for (const command of ['replay', 'contract build', 'contract verify']) {
      const { code, stderr } = await cli(command)
      expect([command, code, code === 0 ? '' : stderr]).toEqual([command, 0, ''])
    }
  })
})

test.each([
  ['a greeting', 'Welcome to', 'You reached', ['replay']],
  ['where a firm is put through to', '+14155550131', '+14155550139', ['replay', 'contract verify']],
])('the app is red when %s changes', async (_what, before, after, red) => {
  expect(appCode).toContain(before)
  await withApp(appCode.replaceAll(before, after), async () => {
    for (const command of red) expect([command, (await cli(command)).code]).toEqual([command, 1])
  })
})
