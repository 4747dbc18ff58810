import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { freePort } from '@ringback/test-support/free-port'
import twilio from 'twilio'
import { expect } from 'vitest'
import { runCli, type CliOptions, type CliResult } from '../../run-cli.ts'

export const accountSid = 'AC0123456789abcdef0123456789abcdef'
/** The account, and a redaction key. */
export const serveEnv = {
  TWILIO_ACCOUNT_SID: accountSid,
  TWILIO_AUTH_TOKEN: 'the auth token',
  RINGBACK_REDACTION_KEY: 'rbk_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwej2CTL',
}

/** Places a call through `ringback serve`, until its last callback has come; resolves with what was printed. */
export async function serveOneCall(
  argv: readonly string[],
  { env = serveEnv, ...options }: CliOptions,
): Promise<CliResult> {
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
    ...options,
    env,
    onStart: (send) => (stop = send),
  })
  const client = twilio(accountSid, env.TWILIO_AUTH_TOKEN)
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
