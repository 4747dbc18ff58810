import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRecording } from '../recording-run.ts'
import { runCli } from '../run-cli.ts'

const env = { RINGBACK_REDACTION_KEY: 'a passphrase that is long enough' }
const secret = 'Operation Nightingale'
const hooked = 'the-hook-takes-this'

const values = [`Ask for ${secret.toLowerCase()}`, 'order-4711', 'room blue', hooked]

let app: { readonly url: string; readonly close: () => void }
let cwd: string
beforeAll(async () => {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/xml')
    response.end(`<Response><Say>Good morning. ${values.join(', ')}</Say></Response>`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // It listens on a port.
  const { port } = server.address() as AddressInfo
  app = { url: `http://127.0.0.1:${port}`, close: () => server.close() }
  cwd = mkdtempSync(join(tmpdir(), 'ringback-rules-'))
})
afterAll(() => {
  app.close()
  rmSync(cwd, { recursive: true })
})

function everyFile(): string {
  const names = readdirSync(cwd, { recursive: true, withFileTypes: true })
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n')
}

test('what only the user knows to be private is on no file, neither are the rules that name it', async () => {
  writeFileSync(
    join(cwd, 'hook.js'),
    `export default (exchange) => JSON.parse(JSON.stringify(exchange).replaceAll('the-hook-' + 'takes-this', 'taken'))`,
  )
  writeFileSync(
    join(cwd, 'ringback.config.js'),
    `export default { redactPatterns: ['order-[0-9]+'], redactHook: './hook.js' }`,
  )
  const recording = await startRecording(
    app.url,
    ['--redact-value', secret, '--redact-pattern', 'room [a-z]+'],
    {
      cwd,
      env,
    },
  )
  const form = new URLSearchParams({
    AccountSid: `AC${'1'.repeat(32)}`,
    CallSid: `CA${'1'.repeat(32)}`,
    CallStatus: 'ringing',
  })
  await fetch(`${recording.url}/voice`, { method: 'POST', body: form })
  await recording.next('recorded')
  await recording.stop()
  const { stdout } = await runCli(['show', '--all'], { cwd, env })
  const written = everyFile() + stdout
  expect(written).toContain('Good morning.')
  for (const value of [secret, secret.toLowerCase(), 'order-4711', 'room blue', hooked])
    for (const spelling of [value, encodeURIComponent(value), value.replaceAll(' ', '+')])
      expect(written).not.toContain(spelling)
})

test.each([
  [['--redact-pattern', '('], '--redact-pattern (:'],
  [['--redact-pattern', '[a-'], '--redact-pattern [a-:'],
])('record %j is refused', async (argv, message) => {
  const { code, stderr } = await runCli(['record', app.url, '--port', '0', ...argv], { cwd, env })
  expect({ code, isSaid: stderr.includes(message) }).toEqual({ code: 2, isSaid: true })
})
