import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { lineSettings } from '../src/commands/call/line-settings.ts'
import { serveSettings } from '../src/commands/serve/settings.ts'
import { processIo } from '../src/shell/process-io.ts'
import { runCli } from './run-cli.ts'

const env = { TWILIO_AUTH_TOKEN: '0123456789abcdef0123456789abcdef' }

test('--answer-patience is given in seconds, to call, map and serve alike', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const io = { ...processIo(), env }
  const answerPatience = 2.5
  const app = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const call = { app, method: 'POST', allowRemote: false, seed: 1, with: [], answerPatience } as const
  const { phone } = await lineSettings(call, 'map', io)
  expect(phone.answerPatienceMs).toBe(2500)
  const accountSid = 'AC0123456789abcdef0123456789abcdef'
  const serve = { port: 0, host: '127.0.0.1', accountSid, apiKey: [], speed: 1, answerPatience }
  expect((await serveSettings(serve, io)).server.answerPatienceMs).toBe(2500)
})

test.each(['call', 'map', 'serve'])('%s refuses a patience of nothing', async (command) => {
  const { code, stderr } = await runCli([command, '--answer-patience', '0'], { env })
  expect(code).toBe(2)
  expect(stderr).toContain('--answer-patience')
})
