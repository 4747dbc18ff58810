import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listening } from '../listening.ts'
import { runCli } from '../run-cli.ts'
import { authToken, publicUrl, startSmallApp, type SmallApp } from '../small-app.ts'
import { isGone, listAt, reportsAt, runShown } from './shown-run.ts'

const program = fileURLToPath(new URL('../../src/start.ts', import.meta.url))
const signed = ['--auth-token', authToken, '--public-url', publicUrl]

let app: SmallApp
let cwd: string
beforeAll(async () => {
  app = await startSmallApp()
})
afterAll(() => app.close())
beforeEach(() => {
  app.greeting = 'Hello'
  cwd = mkdtempSync(join(tmpdir(), 'ringback-ui-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

describe('ringback record with a page', () => {
  const record = (): readonly string[] => ['record', app.url, '--port', '0', '--settle', ...signed]

  it('on a terminal shows its address, follows the calls, and ends with the command', async () => {
    const run = runShown(record(), { cwd, hasProgress: true })
    const page = await run.page
    expect(await listAt(page)).toMatchObject({ rows: [] })
    const proxy = /http:\/\/127\.0\.0\.1:\d+(?= → )/.exec(run.stderr())?.[0] ?? ''
    await fetch(`${proxy}/voice`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `AccountSid=AC${'0'.repeat(32)}&CallSid=CA${'1'.repeat(32)}&CallStatus=ringing&From=%2B14155550100`,
    })
    await expect.poll(async () => (await listAt(page)).rows.length, { timeout: 20_000 }).toBe(1)
    run.send('SIGINT')
    expect((await run.result).code).toBe(0)
    expect(await isGone(page)).toBe(true)
  })

  it.skipIf(process.platform === 'win32' || process.platform === 'darwin')(
    'opens the page in the browser at the key o, and says so when there is none',
    async () => {
      const keyboard = new PassThrough()
      const opened = join(cwd, 'opened')
      const opener = join(cwd, 'xdg-open')
      writeFileSync(opener, `#!/bin/sh\necho "$@" > ${opened}.part && mv ${opened}.part ${opened}\n`)
      chmodSync(opener, 0o755)
      const env = { PATH: `${cwd}:/usr/bin:/bin`, NO_COLOR: '1' }
      const run = runShown([...record(), '--ui'], { cwd, keyboard, env, hasProgress: true })
      const page = await run.page
      expect(run.stderr()).toContain('press o to open it')
      keyboard.write('x')
      keyboard.write('o')
      await expect.poll(() => existsSync(opened) && readFileSync(opened, 'utf8')).toBe(`${page}\n`)
      writeFileSync(opener, '#!/bin/sh\nexit 3\n')
      keyboard.write('o')
      await run.prints(`xdg-open ended with code 3. Open the address yourself: ${page}`)
      run.send('SIGTERM')
      expect((await run.result).code).toBe(0)
    },
  )

  it('has none without a terminal, or with --no-ui', async () => {
    for (const [argv, hasProgress] of [
      [[], false],
      [['--no-ui'], true],
    ] as const) {
      const run = runShown([...record(), ...argv], { cwd, hasProgress })
      await run.prints('signatures')
      run.send('SIGINT')
      expect((await run.result).code).toBe(0)
      expect(run.stderr()).not.toContain('page  http')
    }
  })

  it('says that the port of the page is in use, before it records anything', async () => {
    const other = await listening(createServer())
    const { port } = new URL(other.url)
    const { code, stderr } = await runCli([...record(), '--ui-port', port], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain(`Port ${port} of 127.0.0.1 is in use by another program.`)
    expect(stderr).toContain(`--ui-port ${Number(port) + 1}`)
    expect(stderr).not.toContain('forwards')
    await other.close()
  })

  it('leaves no page behind when it is killed', async () => {
    const child = spawn(process.execPath, ['--conditions=ringback:source', program, ...record(), '--ui'], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    })
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    await expect.poll(() => stderr, { timeout: 30_000 }).toMatch(/page {2}http:\S+/)
    const page = /page {2}(http:\S+)/.exec(stderr)?.[1] ?? ''
    child.kill('SIGKILL')
    await once(child, 'exit')
    await expect.poll(() => isGone(page), { timeout: 20_000 }).toBe(true)
  })
})

describe('ringback call with a page', () => {
  const call = (): readonly string[] => ['call', app.url, '--keys', 'h', ...signed]

  it('shows the call out of a temporary folder until it is told to end, with the exit code of the call', async () => {
    const temporary = (): readonly string[] =>
      readdirSync(tmpdir()).filter((name) => name.startsWith('ringback-shown-'))
    const before = temporary()
    const run = runShown([...call(), '--ui'], { cwd })
    await run.prints('The page stays open')
    const page = await run.page
    await expect.poll(async () => (await listAt(page)).rows).toMatchObject([{ exchanges: 1 }])
    run.send('SIGINT')
    expect((await run.result).code).toBe(0)
    expect(await isGone(page)).toBe(true)
    expect(temporary()).toEqual(before)
    expect(existsSync(join(cwd, 'recordings'))).toBe(false)
  })

  it('records it where that is asked for, as without the page', async () => {
    const run = runShown([...call(), '--ui', '--record'], { cwd })
    await run.prints('The page stays open')
    run.send('SIGTERM')
    expect((await run.result).stderr).toMatch(/Recorded 1 exchange in .*recordings\./)
    expect(readdirSync(join(cwd, 'recordings')).filter((name) => name.endsWith('.json'))).toHaveLength(1)
    app.greeting = 'Good evening'
    const replayed = runShown(['replay', app.url, '--ui', ...signed], { cwd })
    await replayed.prints('The page stays open')
    const page = await replayed.page
    await expect.poll(async () => (await listAt(page)).rows).toHaveLength(1)
    replayed.send('SIGINT')
    expect((await replayed.result).code).toBe(1)
  })
})

describe('commands that judge, with a page', () => {
  it.each([
    ['map', ['--max-time', '30']],
    ['fuzz', ['--runs', '5', '--seed', '1']],
  ] as const)('%s shows its report until it is told to end, with its own exit code', async (name, few) => {
    const argv = [name, `${app.url}/voice`, ...few, ...signed]
    const { code } = await runCli(argv, { cwd })
    const run = runShown([...argv, '--ui'], { cwd })
    await run.prints('The page stays open')
    const page = await run.page
    const kind = name === 'map' ? 'map' : 'findings'
    await expect.poll(() => reportsAt(page)).toMatchObject({ hasCalls: false, views: [{ kind }] })
    run.send('SIGINT')
    expect((await run.result).code).toBe(code)
    expect(await isGone(page)).toBe(true)
  })

  it('end at once with what they could not do', async () => {
    const run = runShown(['contract', 'verify', app.url, '--ui', ...signed], { cwd })
    expect((await run.result).code).toBe(2)
    expect(run.stderr()).not.toContain('The page stays open')
  })
})
