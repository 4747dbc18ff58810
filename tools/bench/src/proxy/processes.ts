import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A process that serves HTTP. */
export interface Served {
  readonly url: string
  readonly pid: number
  /** Sends a signal and resolves to the line that it prints in return. */
  ask(signal: NodeJS.Signals): Promise<string>
  /** What it printed last before it ended. */
  stop(): Promise<string>
}

/** Starts a program of this folder under Node; its first line is its URL. */
export async function startScript(
  script: string,
  args: readonly string[],
  options: { readonly flags?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Served> {
  const { flags = [], env = {} } = options
  const path = script.startsWith('/') ? script : fileURLToPath(new URL(script, import.meta.url))
  return start(
    process.execPath,
    ['--no-deprecation', '--conditions=ringback:source', ...flags, path, ...args],
    { env },
  )
}

/** Starts a program that listens on a port it was told, and waits until it does. */
export async function startServer(
  command: string,
  args: readonly string[],
  port: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Served> {
  return start(command, args, { port, env })
}

interface StartOptions {
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
}

async function start(command: string, args: readonly string[], { port, env }: StartOptions): Promise<Served> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-10_000)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-2000)
  })
  const ended = once(child, 'close')
  const deadline = Date.now() + 20_000
  const url = (): string | undefined =>
    port === undefined ? /^http:\S+/m.exec(output)?.[0] : `http://127.0.0.1:${port}`
  while (port === undefined ? url() === undefined : !(await accepts(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`${command} ${args.join(' ')} did not start: ${errors || output}`)
    }
    await new Promise((next) => {
      setTimeout(next, 50)
    })
  }
  return {
    url: url() ?? '',
    pid: child.pid ?? 0,
    async ask(signal) {
      const answer = once(child.stdout, 'data')
      child.kill(signal)
      // The output is decoded, so a piece of it is a text.
      return ((await answer) as [string])[0].trim()
    },
    async stop() {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
      await ended
      clearTimeout(timer)
      return output.trimEnd().split('\n').at(-1) ?? ''
    },
  }
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Processor time of a process so far, in milliseconds, with its children; undefined where there is no /proc. */
export function cpuMs(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return undefined
  }
}

/** Resident memory of a process in MiB; undefined where there is no /proc. */
export function residentMiB(pid: number): number | undefined {
  try {
    const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kib === undefined ? undefined : Number(kib) / 1024
  } catch {
    return undefined
  }
}

/** How many bytes the files of a folder have; 0 when there is none. */
export async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
