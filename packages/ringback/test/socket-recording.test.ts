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

test('a number that was said on a socket alone is forgotten with it', async () => {
  const { folder } = await recordedCall('relay')
  const recordings = ['--recordings', join(folder, 'calls')]
  const options = { env, cwd: folder }
  expect((await runCli(['show', '--all', ...recordings], options)).stdout).toContain('WebSocket')
  await runCli(['forget', '+14155550123', ...recordings], options)
  expect((await runCli(['show', '--all', ...recordings], options)).stdout).not.toContain('WebSocket')
})

test('the page shows the originals of a call to whoever has the key, and its export does not', async () => {
  const { folder } = await recordedCall('relay')
  const argv = ['inspect', join(folder, 'calls')]
  let stop: (signal: NodeJS.Signals) => void = () => {}
  let answers: Promise<readonly string[]> | undefined
  const { code } = await runCli(argv, {
    env,
    cwd: folder,
    onStart: (send) => (stop = send),
    onStdout(chunk) {
      answers = asked(new URL(chunk.trim()))
      void answers.finally(() => stop('SIGINT'))
    },
  })
  expect(code).toBe(0)
  const [redacted, revealed] = (await answers) ?? []
  expect(redacted).not.toMatch(/Zacharias|5550123/)
  expect(redacted).toContain('conversation-relay')
  expect(revealed).toMatch(/my name is Zacharias/)
  await runCli([...argv, '--export', 'report.html'], { env, cwd: folder })
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).not.toMatch(/Zacharias|5550123/)
})

/** The first call of a page as it is shown, and with its originals. */
async function asked({ origin, port, searchParams }: URL): Promise<readonly string[]> {
  const token = searchParams.get('token') ?? ''
  const headers = { Cookie: `ringback-inspector-${port}=${token}`, Origin: origin }
  const write = { ...headers, 'X-Ringback-Token': token, 'Content-Type': 'application/json' }
  const rows = async (): Promise<readonly { id: string }[]> => {
    const response = await fetch(`${origin}/api/calls?offset=0&limit=1`, { headers })
    return ((await response.json()) as { rows: { id: string }[] }).rows
  }
  await expect.poll(async () => (await rows()).length, { timeout: 30_000 }).toBe(1)
  const call = (await rows())[0]?.id ?? ''
  const shown = await fetch(`${origin}/api/calls/${call}`, { headers })
  const body = JSON.stringify({ call })
  const revealed = await fetch(`${origin}/api/reveal`, { method: 'POST', headers: write, body })
  return Promise.all([shown.text(), revealed.text()])
}
