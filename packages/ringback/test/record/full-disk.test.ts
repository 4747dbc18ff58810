import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '@ringback/test-support/free-port'
import { afterAll, beforeAll, expect, test } from 'vitest'

const program = fileURLToPath(new URL('../../src/start.ts', import.meta.url))
const namespace = ['--user', '--map-root-user', '--mount']
const mount = 'mount -t tmpfs -o size=400k none "$0"'
const calls = 60

let app: Server
let folder: string
beforeAll(async () => {
  app = createServer((incoming, response) => {
    incoming.resume()
    response.setHeader('Content-Type', 'text/xml').end('<Response/>')
  })
  app.listen(0, '127.0.0.1')
  await once(app, 'listening')
  folder = mkdtempSync(join(tmpdir(), 'ringback-full-disk-'))
})
afterAll(() => {
  app.close()
  app.closeAllConnections()
  rmSync(folder, { recursive: true })
})

async function call(url: string, index: number): Promise<number> {
  const body = `AccountSid=AC1&CallSid=CA${index}&CallStatus=ringing&SpeechResult=${'a'.repeat(9000)}`
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(`${url}/voice`, { method: 'POST', headers, body })
  await answer.arrayBuffer()
  return answer.status
}

async function readyz(adminPort: number): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${adminPort}/readyz`)
  await answer.arrayBuffer()
  return answer.status
}

// A file system of 400 kB that only the process sees.
const canMount = spawnSync('unshare', [...namespace, 'sh', '-c', mount, tmpdir()]).status === 0

test.skipIf(!canMount)(
  'a disk that is full, also when it closes: calls go on, it is not ready, all that is lost is counted, exit 1 (needs unshare)',
  async () => {
    const { port } = app.address() as AddressInfo
    const adminPort = await freePort()
    const command = `${mount} && cd "$0" && exec "$@"`
    const node = [
      process.execPath,
      '--conditions=ringback:source',
      program,
      'record',
      String(port),
      '--port',
      '0',
      '--admin-port',
      String(adminPort),
    ]
    const child = spawn('unshare', [...namespace, 'sh', '-c', command, folder, ...node], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    })
    let stderr = ''
    const url = await new Promise<string>((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk.toString()
        const found = /http:\/\/127\.0\.0\.1:\d+(?= → )/.exec(stderr)
        if (found !== null) resolve(found[0])
      })
      child.on('exit', () => reject(new Error(stderr)))
    })
    expect(await readyz(adminPort)).toBe(200)
    for (let index = 0; index < calls; index += 1) expect(await call(url, index)).toBe(200)
    expect(await readyz(adminPort)).toBe(503)
    // unshare executes the program in its own process.
    child.kill('SIGTERM')
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(1)
    expect(stderr).not.toContain('report it')
    const told = (what: RegExp): number => Number(what.exec(stderr)?.[1] ?? 0)
    const lost = told(/(\d+) NOT recorded\./)
    expect(lost).toBeGreaterThan(0)
    expect(told(/(\d+) exchanges? recorded in/) + told(/(\d+) sealed, which/) + lost).toBe(calls)
  },
)
