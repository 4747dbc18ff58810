import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Exchange } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { openDirectoryStore } from '@ringback/recording/node'
import { sign } from '@ringback/signature'
import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

const authToken = '0123456789abcdef0123456789abcdef'
const signedUrl = 'https://phone.example.com/voice'
const body = 'CallSid=CA0123456789abcdef0123456789abcdef&From=%2B14155550100'
const signature = sign({ url: signedUrl, body, authToken })
const env = { TWILIO_AUTH_TOKEN: authToken }

/** What the proxy would have recorded of a request that reached the app under another URL. */
const exchange: Exchange = {
  id: 'e-1',
  kind: 'voice.incoming-pstn',
  callSid: 'CA0123456789abcdef0123456789abcdef',
  parentCallSid: null,
  startedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 1,
  request: {
    method: 'POST',
    url: 'http://phone.example.com/voice',
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['X-Twilio-Signature', signature],
    ],
    body: { text: body },
  },
  response: null,
  signature: 'invalid',
  problem: null,
  provenance: { recorder: 'proxy', version: '0' },
}

async function folderWith(recorded: Exchange): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-doctor-'))
  const store = await openDirectoryStore({ directory: join(cwd, 'recordings') })
  await store.append(recorded)
  await store.close()
  return cwd
}

describe('ringback doctor', () => {
  it('explains a request given by hand', async () => {
    const argv = [
      'doctor',
      '--url',
      'http://phone.example.com:3000/voice',
      '--signature',
      signature,
      '--body',
      body,
    ]
    const { code, stdout } = await runCli(argv, { env })
    expect(code).toBe(1)
    await expect(stdout).toMatchFileSnapshot('golden/doctor.txt')
  })

  it.each(['e-1', 'CA0123'])('explains the recorded exchange %s', async (name) => {
    const { code, stdout } = await runCli(['doctor', name], { env, cwd: await folderWith(exchange) })
    expect(code).toBe(1)
    expect(stdout).toContain(`Twilio signed    ${signedUrl}`)
  })

  it('says what a redacted recording needs to be explained', async () => {
    const redacted = createRedactor({ key: new Uint8Array(32).fill(1) }).redactExchange(exchange)
    const { code, stderr } = await runCli(['doctor', 'e-1'], { env, cwd: await folderWith(redacted) })
    expect(code).toBe(2)
    expect(stderr).toContain('Set RINGBACK_REDACTION_KEY to open the original')
  })

  it('is content with a good signature, and says what is odd about one that nothing explains', async () => {
    const good = await runCli(['doctor', '--url', signedUrl, '--signature', signature, '--body', body], {
      env,
    })
    expect(good).toMatchObject({ code: 0 })
    const bad = await runCli(['doctor', '--url', signedUrl, '--signature', 'short', '--body', body], { env })
    expect(bad.code).toBe(1)
    expect(bad.stdout).toContain('hint')
  })

  it.each([
    [['doctor'], 'No request given.'],
    [['doctor', '--url', signedUrl, '--header', 'oops'], 'Name: value'],
  ])('refuses %j', async (argv, message) => {
    const result = await runCli(argv, { env })
    expect(result.code).toBe(2)
    expect(result.stderr).toContain(message)
  })
})
