/** The executable in a folder without packages, in an environment without Node. */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as sea from 'node:sea'
import { text } from 'node:stream/consumers'
import { decodeForm } from '@ringback/catalog'
import { verify } from '@ringback/signature'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildExecutable } from '../../src/executable/build-executable.ts'

const root = join(import.meta.dirname, '../../../..')
const authToken = '0123456789abcdef0123456789abcdef'
const publicUrl = 'https://phone.example.com'
/** Wide letters are measured by a package that is loaded when it is needed. */
const greeting = '<Response><Say>Hello 日本語</Say><Hangup/></Response>'

let executable: string
let folder: string
let app: Server
let appUrl: string

/** The Linux binary is what is built and tried; the other systems need a machine of their own. */
const isBuiltHere = process.platform === 'linux' && process.arch === 'x64' && 'getAssetKeys' in sea
describe.skipIf(!isBuiltHere)('the executable (Linux x64, Node 24)', () => {
  beforeAll(async () => {
    const { file } = await buildExecutable(join(root, 'tmp/executable'))
    folder = mkdtempSync(join(tmpdir(), 'ringback-executable-'))
    executable = join(folder, 'ringback')
    try {
      linkSync(file, executable)
    } catch {
      copyFileSync(file, executable)
    }
    app = createServer((request, response) => {
      void text(request).then((body) => {
        const signed = verify({
          url: publicUrl + request.url,
          method: request.method ?? '',
          parameters: decodeForm(body).parameters,
          authToken,
          signature: String(request.headers['x-twilio-signature']),
        })
        response.writeHead(signed ? 200 : 403, { 'content-type': 'text/xml' }).end(signed ? greeting : '')
      })
    }).listen(0, '127.0.0.1')
    await once(app, 'listening')
    appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`
    writeFileSync(
      join(folder, 'ringback.config.ts'),
      `import { defineConfig, type RingbackConfig } from 'ringback'
       const config: RingbackConfig = { authToken: '${authToken}', publicUrl: '${publicUrl}', voiceUrl: '/voice' }
       export default defineConfig(config)`,
    )
    writeFileSync(
      join(folder, 'app.ts'),
      `import type { IncomingMessage, ServerResponse } from 'node:http'
       export default (_request: IncomingMessage, response: ServerResponse): void => {
         response.writeHead(200, { 'content-type': 'text/xml' }).end('${greeting}')
       }`,
    )
    writeFileSync(join(folder, 'routes.json'), '[{ "kind": "voice.incoming-pstn", "url": "/voice" }]')
  }, 120_000)

  afterAll(async () => {
    app.close()
    app.closeAllConnections()
    rmSync(folder, { recursive: true, force: true })
  })

  it('prints its version, its help, and what it contains', async () => {
    expect(await run('--version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    })
    expect((await run('--help')).stdout).toMatch(/^Usage: ringback <command>/)
    expect((await run('doctor', '--self')).stdout).toMatch(
      /\(single executable\), Node [\d.]+; @pact-foundation\/pact-core [\d.]+, @pact-foundation\/pact-cli not installed/,
    )
  })

  it('runs itself with another command line, as fork has it', async () => {
    const child = fork(join(executable, 'start.js'), ['--version'], {
      execPath: executable,
      execArgv: [],
      env: environment(),
      cwd: folder,
      silent: true,
    })
    const { stdout } = child
    if (stdout === null) throw new Error('No output')
    expect(await text(stdout)).toBe((await run('--version')).stdout)
  })

  it('calls an app in TypeScript with a configuration in TypeScript, and records the call', async () => {
    const { code, stdout } = await run('call', './app.ts', '--record', '--from', '+14155550123')
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('"Hello 日本語"') })
    expect(recorded()).toHaveLength(1)
    expect(recorded().join('')).not.toContain('4155550123')
  })

  it('records behind its proxies in two processes, redacts in its thread, and serves its page in a process of its own', async () => {
    const { child, output } = start('record', appUrl, '--port=0', '--signature=off', '--ui', '--workers=2')
    const urls = await vi.waitUntil(() => /(http:\S+) → .*page\s+(http:\S+)/s.exec(output()), {
      timeout: 60_000,
    })
    await fetch(`${urls[1]}/voice`, {
      method: 'POST',
      body: new URLSearchParams({
        CallSid: `CA${'0'.repeat(31)}1`,
        AccountSid: `AC${'0'.repeat(32)}`,
        From: '+14155550123',
        To: '+14155550199',
        CallStatus: 'ringing',
        Direction: 'inbound',
        ApiVersion: '2010-04-01',
      }),
    })
    await vi.waitUntil(() => output().includes('recorded  voice.incoming-pstn'), { timeout: 60_000 })
    expect(await (await fetch(urls[2] ?? '')).text()).toContain('<title>ringback: recorded calls</title>')
    child.kill('SIGTERM')
    expect(await once(child, 'close')).toEqual([0, null])
    expect(recorded()).toHaveLength(2)
    expect(recorded().join('')).not.toContain('4155550123')
  })

  it('writes the page of the recorded calls', async () => {
    expect(await run('inspect', '--export', 'page.html')).toMatchObject({ code: 0 })
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toContain('</html>')
  })

  it('draws what an app says in wide letters', async () => {
    const { stdout } = await run('map', './app.ts')
    expect(stdout).toContain('Hello 日本語')
  })

  it('fuzzes an app', async () => {
    const { code, stdout, stderr } = await run(
      'fuzz',
      `${appUrl}/voice`,
      '--runs',
      '5',
      '--pass-with-nothing',
    )
    expect({ code, stdout, stderr }).toMatchObject({ code: 0 })
    expect(stdout).toMatch(/Sent \d+ requests, 5 of them random/)
  })

  it("verifies a contract with Pact's library, which it unpacks for this user alone", async () => {
    const build = await run('contract', 'build', appUrl, '--provider', 'ivr', '--routes', 'routes.json')
    expect(build).toMatchObject({ code: 0 })
    const result = await run('contract', 'verify', appUrl)
    expect(result).toMatchObject({ code: 0, stdout: expect.stringMatching(/\d passed, 0 failed/) })
    const caches = join(folder, 'home/.cache/ringback')
    expect(statSync(caches).mode & 0o777).toBe(0o700)
    const library = readdirSync(caches).find((name) => name.startsWith('pact-')) ?? ''
    expect(library).toMatch(/^pact-[0-9a-f]{32}$/)
    expect(statSync(join(caches, library)).mode & 0o777).toBe(0o700)
  })
})

function start(...args: readonly string[]): { child: ChildProcess; output: () => string } {
  const child = spawn(executable, args, { cwd: folder, env: environment() })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  }
  return { child, output: () => output }
}

async function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(executable, args, { cwd: folder, env: environment() })
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ])
  return { code, stdout, stderr }
}

function environment(): Readonly<Record<string, string>> {
  return { HOME: join(folder, 'home'), COLUMNS: '80' }
}

/** The recordings as they are on the disk. */
function recorded(): readonly string[] {
  const recordings = join(folder, 'recordings')
  return readdirSync(recordings)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(recordings, name), 'utf8'))
}
