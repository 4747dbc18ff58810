import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Exchange } from '@ringback/recording'
import { freePort } from '@ringback/test-support/free-port'
import twilio from 'twilio'
import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

const accountSid = 'AC0123456789abcdef0123456789abcdef'
const env = {
  TWILIO_ACCOUNT_SID: accountSid,
  TWILIO_AUTH_TOKEN: 'the auth token',
  RINGBACK_REDACTION_KEY: 'rbk_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwej2CTL',
}

/** Places a call through `ringback serve`, until its last callback has come; resolves with what was printed. */
async function serveOneCall(
  argv: readonly string[],
  cwd: string,
): Promise<Awaited<ReturnType<typeof runCli>>> {
  let over: () => void = () => undefined
  const done = new Promise<void>((resolve) => (over = resolve))
  const app = createServer((request, response) => {
    if (request.url === '/voice')
      response.setHeader('content-type', 'text/xml').end('<Response><Say>Hi.</Say></Response>')
    else response.writeHead(204).end(over)
  })
  app.listen(0, '127.0.0.1')
  await once(app, 'listening')
  const base = `http://127.0.0.1:${(app.address() as AddressInfo).port}`
  const port = await freePort()
  let stop: (signal: NodeJS.Signals) => void = () => undefined
  const cli = runCli(['serve', '--port', String(port), '--speed', '50', ...argv], {
    cwd,
    env,
    onStart: (send) => (stop = send),
  })
  const client = twilio(accountSid, 'the auth token')
  client.api.baseUrl = `http://127.0.0.1:${port}`
  await untilUp(client.api.baseUrl)
  const call = await client.calls.create({
    to: '+14155550123',
    from: '+14155550199',
    url: `${base}/voice`,
    statusCallback: `${base}/status`,
  })
  expect(call.status).toBe('queued')
  await done
  await expect.poll(async () => (await client.calls(call.sid).fetch()).status).toBe('completed')
  stop('SIGTERM')
  app.close()
  return cli
}

async function untilUp(url: string): Promise<void> {
  await expect
    .poll(
      () =>
        fetch(url).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 30_000 },
    )
    .toBe(501)
}

describe('ringback serve', () => {
  it('places the calls that an app creates, and prints both sides', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'ringback-serve-'))
    const { code, stdout, stderr } = await serveOneCall(['--format', 'ndjson'], cwd)
    expect(code).toBe(0)
    expect(stderr).toContain('in place of https://api.twilio.com')
    const exchanges = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Exchange)
    const ofCall = exchanges.filter(({ callSid }) => callSid !== null)
    expect(ofCall.slice(0, 3).map(({ kind, request }) => kind ?? request.method)).toEqual([
      'POST',
      'voice.outbound-api-twiml',
      'status.rest-call',
    ])
    expect(new Set(ofCall.map(({ callSid }) => callSid)).size).toBe(1)
    expect(stdout).not.toMatch(/authorization/i)
  })

  it('records both sides of a call, redacted, and shows them', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'ringback-serve-'))
    const { code, stdout, stderr } = await serveOneCall(['--record'], cwd)
    expect(stdout).toMatch(/status\.rest-call +204 {2}\S+\/status {2}completed {2}CA/)
    expect(stderr).toContain('Recorded ')
    expect(code).toBe(0)
    const files = readdirSync(join(cwd, 'recordings'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    )
    const written = files.map((name) => readFileSync(join(cwd, 'recordings', name), 'utf8')).join('\n')
    expect(written).toContain('voice.outbound-api-twiml')
    expect(written).not.toContain('4155550123')
    expect(readdirSync(join(cwd, 'recordings', '.originals')).length).toBeGreaterThan(1)
    // One's own account is no secret.
    expect(written).toContain(accountSid)
    const shown = await runCli(['show', '--all'], { cwd, env })
    expect(shown.stdout).toMatch(/app → Twilio {2}POST \S*\/Calls\.json/)
    expect(shown.stdout).toContain('/voice')
  })

  it('says what it needs to know, all at once', async () => {
    const { code, stderr } = await runCli(['serve'], { env: {} })
    expect(code).toBe(2)
    expect(stderr).toContain('TWILIO_ACCOUNT_SID')
    expect(stderr).toContain('TWILIO_AUTH_TOKEN')
  })
})
