import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '@ringback/test-support/free-port'

/** A process that serves HTTP on 127.0.0.1. */
export interface Served {
  readonly url: string
  readonly pid: number
  /** From its start until it took a connection. */
  readonly startMs: number
  /** The file with what it printed to its standard output. */
  readonly output: string
  /** The file with what it printed to its standard error. */
  readonly errors: string
  /** Sends SIGTERM, and SIGKILL after a minute. Resolves when it has ended. */
  stop(): Promise<void>
  /** Ends it at once. Resolves when it has ended. */
  kill(): Promise<void>
}

/** A program, with a place for the port in its arguments. */
export interface Program {
  readonly command: string
  readonly args: (port: number) => readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

let started = 0
const alive = new Set<ChildProcess>()

/** Nothing that was started outlives this process, however it ends. */
function endWithThisProcess(child: ChildProcess): void {
  if (started === 1) {
    process.on('exit', () => alive.forEach((each) => each.kill('SIGKILL')))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
  }
  alive.add(child)
  child.on('close', () => alive.delete(child))
}

/** Starts a program and waits until it takes connections. What it prints goes to files in a folder, which cost it little. */
export async function startServed(program: Program, folder: string): Promise<Served> {
  const port = await freePort()
  const { command, args, env = {} } = program
  started += 1
  const output = join(folder, `output-${started}.log`)
  const errors = join(folder, `errors-${started}.log`)
  const [out, err] = [openSync(output, 'w'), openSync(errors, 'w')]
  const startedAt = performance.now()
  const child = spawn(command, args(port), {
    cwd: folder,
    stdio: ['ignore', out, err],
    env: { ...process.env, ...env },
  })
  endWithThisProcess(child)
  closeSync(out)
  closeSync(err)
  const ended = once(child, 'close')
  await untilItListens(child, port, () => `${readFileSync(errors, 'utf8')}${readFileSync(output, 'utf8')}`)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    const late = new AbortController()
    void setTimeout(60_000, undefined, { signal: late.signal }).then(
      () => child.kill('SIGKILL'),
      () => undefined,
    )
    await ended
    late.abort()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    startMs: performance.now() - startedAt,
    output,
    errors,
    stop: async () => end('SIGTERM'),
    kill: async () => end('SIGKILL'),
  }
}

async function untilItListens(child: ChildProcess, port: number, printed: () => string): Promise<void> {
  const deadline = performance.now() + 30_000
  while (!(await accepts(port))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`${child.spawnargs.join(' ')} did not start: ${printed().slice(-2000)}`)
    }
    await setTimeout(10)
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
