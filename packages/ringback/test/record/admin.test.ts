import { connect } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '@ringback/test-support/free-port'
import { listening, type Listening } from '../listening.ts'
import { startRecording, type RecordingRun } from '../recording-run.ts'
import { runCli } from '../run-cli.ts'

let app: Listening
let cwd: string
let admin: string
let run: RecordingRun | undefined
beforeAll(async () => {
  app = await listening(
    createServer((incoming, response) => {
      incoming.resume()
      const status = incoming.url?.startsWith('/broken') === true ? 503 : 200
      response.writeHead(status, { 'Content-Type': 'text/xml' }).end('<Response/>')
    }),
  )
})
afterAll(async () => app.close())
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-admin-'))
})
afterEach(async () => {
  await run?.stop()
  run = undefined
  rmSync(cwd, { recursive: true })
})

async function start(...argv: readonly string[]): Promise<RecordingRun> {
  const port = await freePort()
  admin = `http://127.0.0.1:${port}`
  run = await startRecording(app.url, ['--admin-port', String(port), ...argv], {
    cwd,
    env: { TWILIO_AUTH_TOKEN: token },
  })
  return run
}

const token = '0123456789abcdef0123456789abcdef'
const secrets = [
  token,
  'AC00000000000000000000000000000001',
  'CA00000000000000000000000000000001',
  '4155550123',
  '4155550199',
  'hunter2',
  'Trinity',
]

async function call(url: string, path = '/voice', callSid = secrets[2] ?? ''): Promise<number> {
  const body = new URLSearchParams({
    AccountSid: secrets[1] ?? '',
    CallSid: callSid,
    CallStatus: 'ringing',
    ApiVersion: '2010-04-01',
    Direction: 'inbound',
    From: '+14155550123',
    To: '+14155550199',
    Caller: '+14155550123',
    Called: '+14155550199',
    SpeechResult: 'my name is Trinity',
  })
  const headers = { 'X-Twilio-Signature': 'hunter2', Authorization: 'Basic hunter2' }
  const answer = await fetch(url + path, { method: 'POST', headers, body })
  await answer.arrayBuffer()
  return answer.status
}

interface Got {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

async function get(path: string, init: RequestInit = {}): Promise<Got> {
  const answer = await fetch(admin + path, init)
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

/** The value of a metric's line; undefined when there is none. */
function valueOf(text: string, series: string): number | undefined {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

async function untilRecorded(recording: RecordingRun, exchanges: number): Promise<void> {
  for (let index = 0; index < exchanges; index += 1) await recording.next('recorded')
}

describe('the admin port of ringback record', () => {
  test('tells that the process lives, that it is ready, and its metrics, to GET and HEAD', async () => {
    await start()
    expect(await get('/healthz')).toMatchObject({ status: 200, text: 'ok\n' })
    expect(await get('/readyz?probe=1')).toMatchObject({ status: 200, text: 'ready\n' })
    expect(await get('/readyz', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
    const { status, headers } = await get('/metrics')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  })

  test('answers nothing else', async () => {
    await start()
    expect(await get('/')).toMatchObject({ status: 404 })
    expect(await get('/metrics', { method: 'POST', body: 'x' })).toMatchObject({ status: 405 })
    expect((await get('/healthz', { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD')
  })

  test('has the metrics and labels that are documented', async () => {
    const recording = await start()
    await call(recording.url)
    await call(recording.url, '/broken')
    await (await fetch(`${recording.url}/health`)).arrayBuffer()
    await untilRecorded(recording, 2)
    await recording.next('other-traffic')
    const { text } = await get('/metrics')
    const series = text
      .split('\n')
      .filter((line) => line.startsWith('ringback_'))
      .map((line) => line.slice(0, line.lastIndexOf(' ')).replace(/version="[^"]+"/, 'version="..."'))
    expect(series.join('\n')).toMatchSnapshot()
    expect(text).toContain('process_cpu_user_seconds_total')
    expect(text).toContain('nodejs_eventloop_lag_seconds')
    expect(valueOf(text, 'ringback_requests_total{source="twilio",method="POST",status_class="2xx"}')).toBe(1)
    expect(valueOf(text, 'ringback_requests_total{source="twilio",method="POST",status_class="5xx"}')).toBe(1)
    expect(valueOf(text, 'ringback_request_duration_seconds_count{source="twilio"}')).toBe(2)
    expect(valueOf(text, 'ringback_request_duration_seconds_bucket{source="twilio",le="+Inf"}')).toBe(2)
    expect(valueOf(text, 'ringback_exchanges_kept_total')).toBe(2)
    expect(valueOf(text, 'ringback_signature_verdicts_total{verdict="invalid"}')).toBe(2)
    expect(valueOf(text, 'ringback_exchanges_waiting')).toBe(0)
  })

  test('tells nothing of what callers send', async () => {
    const recording = await start()
    for (const path of [
      '/voice?token=hunter2',
      '/customers/4155550199',
      '/CA00000000000000000000000000000001',
    ]) {
      await call(recording.url, path)
    }
    await untilRecorded(recording, 3)
    const { text } = await get('/metrics')
    for (const secret of secrets) expect(text).not.toContain(secret)
  })

  test('shows the sum of all processes that carry calls', async () => {
    const recording = await start('--workers', '2')
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        call(recording.url, '/voice', `CA${String(index).padStart(32, '0')}`),
      ),
    )
    await untilRecorded(recording, 20)
    const { text } = await get('/metrics')
    expect(valueOf(text, 'ringback_workers')).toBe(2)
    expect(valueOf(text, 'ringback_requests_total{source="twilio",method="POST",status_class="2xx"}')).toBe(
      20,
    )
    expect(valueOf(text, 'ringback_exchanges_kept_total')).toBe(20)
    expect(valueOf(text, 'ringback_worker_cpu_seconds_total')).toBeGreaterThan(0)
    expect(valueOf(text, 'ringback_worker_resident_memory_bytes')).toBeGreaterThan(1e6)
    expect(valueOf(text, 'ringback_worker_deaths_total')).toBe(0)
    expect((await get('/readyz')).status).toBe(200)
  }, 60_000)

  test('is a mistake of the user where its port is taken', async () => {
    const { port } = new URL(app.url)
    const taken = await runCli(['record', app.url, '--port', '0', '--admin-port', port], { cwd })
    expect(taken.code).toBe(2)
    expect(taken.stderr).toContain(`Port ${port} of 127.0.0.1 is in use`)
    expect(taken.stderr).toContain('--admin-port')
  })
})

describe('hostile requests to the admin port', () => {
  /** Sends bytes and resolves to what came back when the connection is closed, or after a second. */
  async function send(bytes: string): Promise<string> {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(admin).port) })
    let got = ''
    socket.on('data', (chunk) => (got += chunk.toString()))
    socket.on('error', () => undefined)
    socket.write(bytes)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1000)
      socket.once('close', () => {
        clearTimeout(timer)
        resolve()
      })
    })
    socket.destroy()
    return got
  }

  test('get an error or nothing, and calls go on', async () => {
    const recording = await start()
    const host = 'Host: a\r\n'
    expect(await send(`GET /${'a'.repeat(100_000)} HTTP/1.1\r\n${host}\r\n`)).toMatch(/^HTTP\/1\.1 4\d\d/)
    expect(await send('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
    expect(await send(`POST /metrics HTTP/1.1\r\n${host}Content-Length: 1000000\r\n\r\nx`)).toMatch(
      /^HTTP\/1\.1 405/,
    )
    expect(await send(`CONNECT a:1 HTTP/1.1\r\n${host}\r\n`)).toBe('')
    expect(
      await send(`GET /healthz HTTP/1.1\r\n${host}Content-Length: 5\r\nConnection: close\r\n\r\nhello`),
    ).toMatch(/^HTTP\/1\.1 200/)
    expect(await call(recording.url)).toBe(200)
    expect((await get('/healthz')).status).toBe(200)
  })

  test('that never end, and more connections than there may be, hold nothing up', async () => {
    const recording = await start()
    const port = Number(new URL(admin).port)
    const sockets = Array.from({ length: 100 }, () => {
      const socket = connect({ host: '127.0.0.1', port })
      socket.on('error', () => undefined)
      socket.write('GET /metrics HTTP/1.1\r\nX-Slow:')
      return socket
    })
    expect(await call(recording.url)).toBe(200)
    for (const socket of sockets) socket.destroy()
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => {
        return new Promise<number | undefined>((resolve) => {
          const outgoing = request(`${admin}/metrics`, (answer) => {
            answer.resume()
            resolve(answer.statusCode)
          })
          outgoing.on('error', () => resolve(undefined))
          outgoing.end()
        })
      }),
    )
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0)
    expect(await call(recording.url)).toBe(200)
  })
})
