import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { listening, type Listening } from '../listening.ts'

const program = fileURLToPath(new URL('../../src/start.ts', import.meta.url))
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const secrets = [
  'AC00000000000000000000000000000001',
  'CA00000000000000000000000000000001',
  '4155550123',
  '4155550199',
  'hunter2',
]

/** A module that begins an SDK, and writes the spans of its process into a file of the folder. */
const sdk = (folder: string): string => `
  import { appendFileSync } from 'node:fs'
  import { propagation, trace } from '${import.meta.resolve('@opentelemetry/api')}'
  import { W3CTraceContextPropagator } from '${import.meta.resolve('@opentelemetry/core')}'
  import { BasicTracerProvider, BatchSpanProcessor } from '${import.meta.resolve('@opentelemetry/sdk-trace-base')}'
  const exporter = {
    export(spans, done) {
      for (const { name, attributes, parentSpanContext } of spans)
        appendFileSync(${JSON.stringify(folder)} + '/spans-' + process.pid, JSON.stringify({ name, attributes, trace: parentSpanContext?.traceId }) + '\\n')
      done({ code: 0 })
    },
    shutdown: async () => undefined,
  }
  const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] })
  trace.setGlobalTracerProvider(provider)
  process.once('beforeExit', () => provider.shutdown())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
`

let app: Listening
let cwd: string
let received: (string | undefined)[]
beforeAll(async () => {
  app = await listening(
    createServer((incoming, response) => {
      // One header field, of which Node makes no list.
      received.push(incoming.headers.traceparent as string | undefined)
      incoming.resume()
      response.end('<Response/>')
    }),
  )
})
afterAll(async () => app.close())
beforeEach(() => {
  received = []
  cwd = mkdtempSync(join(tmpdir(), 'ringback-tracing-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

test.each(['1', '2'])(
  'an SDK that NODE_OPTIONS begins gets the spans of %s processes, and nothing private',
  async (workers) => {
    const module = join(cwd, 'sdk.mjs')
    writeFileSync(module, sdk(cwd))
    const argv = ['record', app.url, '--port', '0', '--workers', workers, '--format', 'ndjson']
    const child = spawn(process.execPath, ['--conditions=ringback:source', program, ...argv], {
      cwd,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...process.env,
        NODE_OPTIONS: `--import ${pathToFileURL(module).href}`,
        TWILIO_AUTH_TOKEN: 'hunter2',
      },
    })
    let stdout = ''
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString()
        const found = /"url":"([^"]+)"/.exec(stdout)?.[1]
        if (found !== undefined) resolve(found)
      })
      child.on('exit', () => reject(new Error(stdout)))
    })
    const body = new URLSearchParams({
      AccountSid: secrets[0] ?? '',
      CallSid: secrets[1] ?? '',
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: '+14155550123',
      To: '+14155550199',
    })
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, 'X-Twilio-Signature': 'hunter2' }
    for (const path of ['/voice?token=hunter2', '/customers/4155550199']) {
      await (await fetch(url + path, { method: 'POST', body, headers })).arrayBuffer()
    }
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    const text = readdirSync(cwd)
      .filter((name) => name.startsWith('spans-'))
      .map((name) => readFileSync(join(cwd, name), 'utf8'))
      .join('')
    const spans = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly name: string })
    expect(spans.map(({ name }) => name).sort()).toEqual(['POST /customers/…', 'POST /voice'])
    for (const span of spans)
      expect(span).toMatchObject({ trace: traceId, attributes: { 'http.response.status_code': 200 } })
    expect(received).toEqual([expect.stringContaining(traceId), expect.stringContaining(traceId)])
    for (const secret of secrets) expect(text).not.toContain(secret)
  },
  60_000,
)
