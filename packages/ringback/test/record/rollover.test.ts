import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { freePort } from '@ringback/test-support/free-port'
import { listening, type Listening } from '../listening.ts'
import { runCli, type CliResult } from '../run-cli.ts'

let app: Listening
let cwd: string
beforeAll(async () => {
  app = await listening(createServer((_incoming, response) => response.end('<Response/>')))
})
afterAll(async () => app.close())
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-rollover-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

interface Run {
  readonly url: string
  readonly admin: string
  readonly send: (signal: NodeJS.Signals) => void
  readonly done: Promise<CliResult>
}

async function start(delay: string): Promise<Run> {
  const port = await freePort()
  let send: Run['send'] = () => undefined
  let seen = ''
  const { promise, resolve } = Promise.withResolvers<string>()
  const done = runCli(
    ['record', app.url, '--port', '0', '--admin-port', String(port), '--drain-delay', delay],
    {
      cwd,
      onStart: (sendSignal) => (send = sendSignal),
      onStderr(chunk) {
        seen += chunk
        const url = /http:\/\/127\.0\.0\.1:\d+(?= → )/.exec(seen)?.[0]
        if (url !== undefined) resolve(url)
      },
    },
  )
  const url = await promise
  return { url, admin: `http://127.0.0.1:${port}`, send: (signal) => send(signal), done }
}

async function statusOf(url: string): Promise<number | 'closed'> {
  try {
    const answer = await fetch(url, { headers: { Connection: 'close' } })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 'closed'
  }
}

test('after SIGTERM it is not ready at once and takes requests; a second signal ends it', async () => {
  const { url, admin, send, done } = await start('3600')
  expect(await statusOf(`${admin}/readyz`)).toBe(200)
  send('SIGTERM')
  expect(await statusOf(`${admin}/readyz`)).toBe(503)
  expect(await statusOf(`${admin}/healthz`)).toBe(200)
  expect(await statusOf(`${url}/voice`)).toBe(200)
  send('SIGTERM')
  const { code, stderr } = await done
  expect(code).toBe(0)
  expect(stderr).toContain('Not ready any more: requests are taken for 3600 s longer (--drain-delay)')
  expect(await statusOf(`${url}/voice`)).toBe('closed')
  expect(await statusOf(`${admin}/healthz`)).toBe('closed')
})

test('when the delay is over it ends by itself', async () => {
  const { url, send, done } = await start('0.1')
  send('SIGTERM')
  expect((await done).code).toBe(0)
  expect(await statusOf(`${url}/voice`)).toBe('closed')
})

test('Ctrl-C does not wait', async () => {
  const { send, done } = await start('3600')
  send('SIGINT')
  expect((await done).code).toBe(0)
})
