import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '@ringback/app-voice-agent'
import { expect, onTestFinished, test } from 'vitest'
import { runCli, type CliResult } from './run-cli.ts'

const authToken = '0123456789abcdef0123456789abcdef'
const env = { TWILIO_AUTH_TOKEN: authToken }

async function recordedCall(protocol: 'relay' | 'stream'): Promise<{
  folder: string
  url: string
  called: CliResult
}> {
  const app = await startApp({ authToken, protocol, port: 0 })
  const folder = mkdtempSync(join(tmpdir(), 'ringback-socket-'))
  onTestFinished(async () => {
    await app.close()
    rmSync(folder, { recursive: true })
  })
  const keys = '"my name is Zacharias",w2,"call +14155550123",w1,0'
  const argv = ['call', `${app.url}/voice`, '--keys', keys, '--record', '--recordings', join(folder, 'calls')]
  return { folder, url: app.url, called: await runCli(argv, { env, cwd: folder }) }
}

function filesIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
}

test.each([
  ['relay', 'conversation-relay'],
  ['stream', 'media-streams'],
] as const)(
  'a call with a socket (%s) is recorded redacted, shown in a line, and its webhooks replay',
  async (protocol, name) => {
    const { folder, url, called } = await recordedCall(protocol)
    expect(called.stderr).toMatch(/Recorded \d exchanges in /)
    const recorded = filesIn(join(folder, 'calls'))
    expect(recorded).toContain(`"protocol": "${name}"`)
    expect(recorded).not.toMatch(/Zacharias|5550123/)
    const shown = await runCli(['show', '--all', '--recordings', join(folder, 'calls')], { env, cwd: folder })
    expect(shown.stdout).toMatch(/WebSocket +GET \/agent/)
    expect(shown.stdout).toMatch(
      new RegExp(`${name}, \\d+ frames? to the app, \\d+ from it, closed by (app|twilio)`),
    )
    const replayed = await runCli(['replay', url, '--recordings', join(folder, 'calls')], {
      env,
      cwd: folder,
    })
    expect(replayed).toMatchObject({ code: 0, stdout: expect.stringContaining('it is a WebSocket') })
  },
)
