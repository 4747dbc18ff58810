import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DriftReport } from '@ringback/arbitraries'
import type { Exchange } from '@ringback/recording'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capturedDrift } from '../drift/captured-drift.ts'
import { capturedExchanges, recordInto } from '../drift/captured-exchanges.ts'
import { listening, type Listening } from '../listening.ts'
import { runCli } from '../run-cli.ts'

const hello = '<Response><Say>Hello</Say></Response>'
const known = '<Response/>'
const xml = { 'Content-Type': 'text/xml' }
const env = { TWILIO_AUTH_TOKEN: '0123456789abcdef0123456789abcdef' }

let app: Listening
let cwd: string

beforeAll(async () => {
  const tokens = new Set<unknown>()
  app = await listening(
    // An app that says hello to a request, and nothing when it is delivered again.
    createServer((incoming, response) => {
      incoming.resume()
      const token = incoming.headers['i-twilio-idempotency-token']
      response.writeHead(200, xml).end(tokens.has(token) ? known : hello)
      tokens.add(token)
    }),
  )
  cwd = mkdtempSync(join(tmpdir(), 'ringback-delivered-twice-'))
  await recordInto(join(cwd, 'recordings'), deliveries())
})
afterAll(async () => app.close())

/** Both deliveries of a request that Twilio made, as such an app answered them. */
function deliveries(): readonly Exchange[] {
  const captured = capturedExchanges().find(
    ({ id, kind }) => kind === 'voice.incoming-pstn' && capturedDrift[id] === undefined,
  )
  if (captured === undefined) throw new Error('a captured call has no drift')
  const headers = [['I-Twilio-Idempotency-Token', '6f0ae1c2-5a0e-4bb7-8c5e-2f8f7f0b7b11']] as const
  return [hello, known].map((text, at) => ({
    ...captured,
    id: `${captured.id}-${at}`,
    request: { ...captured.request, headers },
    response: { status: 200, headers: Object.entries(xml), body: { text } },
  }))
}

test('a request that was delivered twice replays green, is in a contract once, and is no drift', async () => {
  const replayed = await runCli(['replay', app.url], { cwd, env })
  expect(replayed).toMatchObject({ code: 0, stderr: '' })
  expect(replayed.stdout).toContain('2 same, 0 changed, 0 skipped')

  const built = await runCli(['contract', 'build', '--provider', 'app', '--recordings', 'recordings'], {
    cwd,
    env,
  })
  expect(built).toMatchObject({ code: 0 })
  const pacts = readdirSync(join(cwd, 'pacts')).map((name) => readFileSync(join(cwd, 'pacts', name), 'utf8'))
  expect(pacts).toHaveLength(1)
  expect(pacts[0]?.match(/"description"/g)).toHaveLength(1)
  expect(pacts[0]).toContain('Hello')

  const drift = await runCli(['drift', '--format', 'json'], { cwd, env })
  // What the command prints.
  expect(JSON.parse(drift.stdout) as DriftReport).toMatchObject({ webhooks: 2, differing: 0 })
  expect(drift.code).toBe(0)
})
