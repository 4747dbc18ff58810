import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Exchange } from '@ringback/recording'
import { describe, expect, it } from 'vitest'
import { accountSid, serveEnv, serveOneCall } from './commands/serve/serve-one-call.ts'
import { runCli } from './run-cli.ts'

describe('ringback serve', () => {
  it('places the calls that an app creates, and prints both sides', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'ringback-serve-'))
    const { code, stdout, stderr } = await serveOneCall(['--format', 'ndjson'], { cwd })
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
    const { code, stdout, stderr } = await serveOneCall(['--record'], { cwd })
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
    const shown = await runCli(['show', '--all'], { cwd, env: serveEnv })
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
