import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTunnel } from '../../src/tunnel/start-tunnel.ts'
import type { TunnelAgent } from '../../src/tunnel/tunnel.ts'
import { writeStandInPrograms } from './stand-ins.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-tunnel-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const port = 4187
/** Starts the stand-in that was written into the folder. */
function start(agent: TunnelAgent, publicUrl?: string, signal = new AbortController().signal) {
  const io = { env: { PATH: `${folder}:/usr/bin:/bin` }, cwd: folder }
  return startTunnel(agent, { host: '127.0.0.1', port, publicUrl }, io, signal)
}

/** What the stand-in has written down of itself. */
function started(agent: TunnelAgent): { readonly pid: number; readonly args: readonly string[] } {
  return JSON.parse(readFileSync(join(folder, `${agent}.started`), 'utf8')) as ReturnType<typeof started>
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const upstream = `http://127.0.0.1:${port}`
const ngrokArgs = ['http', upstream, '--log', 'stdout', '--log-format', 'json']
const cloudflaredArgs = ['tunnel', '--url', upstream, '--metrics', expect.any(String), '--no-autoupdate']

describe.skipIf(process.platform === 'win32')('a tunnel', () => {
  it.each([
    ['ngrok', undefined, ngrokArgs],
    ['ngrok', 'https://mine.ngrok.app', [...ngrokArgs, '--url', 'https://mine.ngrok.app']],
    ['cloudflared', undefined, cloudflaredArgs],
  ] as const)('of %s, with the URL %s, is started and ended', async (agent, publicUrl, args) => {
    writeStandInPrograms(folder)
    const tunnel = await start(agent, publicUrl)
    expect(tunnel).toMatchObject({ agent, publicUrl: publicUrl ?? `https://stand-in.${agent}.example` })
    const { pid, args: given } = started(agent)
    expect(given).toEqual(args)
    expect(isRunning(pid)).toBe(true)
    await tunnel.close()
    expect(isRunning(pid)).toBe(false)
  })

  it('is ended also when its program does not take notice', async () => {
    writeStandInPrograms(folder, { isStubborn: true })
    const tunnel = await start('ngrok')
    await tunnel.close()
    expect(isRunning(started('ngrok').pid)).toBe(false)
  })

  it('whose program is missing says so', async () => {
    const nothingInstalled = { env: { PATH: folder }, cwd: folder }
    const target = { host: '127.0.0.1', port, publicUrl: undefined }
    const starting = startTunnel('cloudflared', target, nothingInstalled, new AbortController().signal)
    await expect(starting).rejects.toMatchObject({
      message: '--tunnel cloudflared: cloudflared is not installed.',
      remedy: expect.stringMatching(/^Install it \(https:/) as string,
    })
  })

  it('that does not come up says why, as its agent does', async () => {
    const error = { lvl: 'eror', msg: 'session closing', err: 'authentication failed: ERR_NGROK_4018' }
    writeStandInPrograms(folder, { fails: [JSON.stringify(error), 'not JSON'] })
    await expect(start('ngrok')).rejects.toMatchObject({
      message: 'ngrok has no public URL: it ended with code 1.\nauthentication failed: ERR_NGROK_4018',
      remedy: `Try it by itself: ngrok ${ngrokArgs.join(' ')}`,
    })
  })

  it('is not waited for any longer when that is aborted', async () => {
    writeStandInPrograms(folder, { hangs: true })
    const stopped = new AbortController()
    const starting = start('cloudflared', undefined, stopped.signal).catch((error: unknown) => error)
    await expect.poll(() => existsSync(join(folder, 'cloudflared.started')), { timeout: 20_000 }).toBe(true)
    stopped.abort()
    expect(await starting).toMatchObject({ message: 'Stopped before cloudflared had a public URL.' })
    expect(isRunning(started('cloudflared').pid)).toBe(false)
  })

  it('whose program is gone says how it ended', async () => {
    writeStandInPrograms(folder)
    const tunnel = await start('ngrok')
    process.kill(started('ngrok').pid, 'SIGKILL')
    expect(await tunnel.died).toBe('it ended with code 137')
    await tunnel.close()
  })

  it('ends with the process that started it, also when that is killed', async () => {
    writeStandInPrograms(folder)
    const module = new URL('../../src/tunnel/start-tunnel.ts', import.meta.url).href
    const target = { host: '127.0.0.1', port, publicUrl: undefined }
    const io = { env: { PATH: `${folder}:/usr/bin:/bin` }, cwd: folder }
    const code = `import { startTunnel } from ${JSON.stringify(module)}
await startTunnel('ngrok', ${JSON.stringify(target)}, ${JSON.stringify(io)}, new AbortController().signal)
process.stdout.write('up')`
    const child = spawn(
      process.execPath,
      ['--conditions=ringback:source', '--input-type=module', '--eval', code],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(child.stdout, 'data')
    const { pid } = started('ngrok')
    expect(isRunning(pid)).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false)
  })
})
