import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const program = fileURLToPath(new URL('../../src/start.ts', import.meta.url))

let app: Server
let cwd: string
beforeAll(async () => {
  app = createServer((incoming, response) => {
    incoming.resume()
    response.setHeader('Content-Type', 'text/xml').end('<Response/>')
  })
  app.listen(0, '127.0.0.1')
  await once(app, 'listening')
  cwd = mkdtempSync(join(tmpdir(), 'ringback-output-'))
})
afterAll(() => {
  app.close()
  app.closeAllConnections()
  rmSync(cwd, { recursive: true })
})

interface Recording {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  readonly url: string
  readonly stderr: () => string
}

/** Starts `ringback record` as a process of its own, and resolves once it listens. */
async function record(...argv: readonly string[]): Promise<Recording> {
  const { port } = app.address() as AddressInfo
  const child = spawn(
    process.execPath,
    ['--conditions=ringback:source', program, 'record', String(port), '--port', '0', '--settle', ...argv],
    { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
  )
  let stderr = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+(?= → )/.exec(stderr)
      if (found !== null) resolve(found[0])
    })
    child.on('exit', () => reject(new Error(stderr)))
  })
  return { child, url, stderr: () => stderr }
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 })

async function call(url: string, index: number): Promise<number | undefined> {
  const sid = `CA${String(index).padStart(32, '0')}`
  const outgoing = request(`${url}/voice`, {
    agent,
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })
  outgoing.end(`AccountSid=AC${'0'.repeat(32)}&CallSid=${sid}&CallStatus=ringing&From=%2B14155550100`)
  const [answer] = (await once(outgoing, 'response')) as [NodeJS.ReadableStream & { statusCode?: number }]
  answer.resume()
  return answer.statusCode
}

async function calls(url: string, count: number): Promise<ReadonlySet<number | undefined>> {
  return new Set(await Promise.all(Array.from({ length: count }, async (_, index) => call(url, index))))
}

test('a reader that goes away after a line ends nothing: calls are answered, recorded, and the loss is told', async () => {
  const { child, url, stderr } = await record('--format', 'ndjson')
  await once(child.stdout, 'data')
  child.stdout.destroy()
  expect(await calls(url, 200)).toEqual(new Set([200]))
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(stderr()).toContain('stdout was closed.')
  expect(stderr()).toContain('200 exchanges recorded')
  expect(stderr()).toMatch(/\d+ lines of output were dropped/)
})

test('both outputs closed: the process goes on until it is stopped', async () => {
  const { child, url } = await record()
  child.stdout.destroy()
  child.stderr.destroy()
  expect(await calls(url, 50)).toEqual(new Set([200]))
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('a reader that stands still holds no call up, and the process ends when it is told to', async () => {
  const { child, url, stderr } = await record('--format', 'ndjson')
  child.stdout.pause()
  expect(await calls(url, 2500)).toEqual(new Set([200]))
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(stderr()).toContain('2500 exchanges recorded')
  expect(stderr()).toMatch(/In total, \d+ lines of output were dropped: stdout was not read fast enough/)
}, 60_000)
