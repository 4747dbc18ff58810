import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '@ringback/test-support/free-port'
import { startTcpRelay, type TcpRelay } from '@ringback/test-support/tcp-relay'
import { startRecordProcess, type RecordProcess, type RecordProcessOptions } from './record-process.ts'

/** A recorder with a folder and a port of its own, which reaches the database over a link that a test can disturb. */
export interface Replica {
  readonly link: TcpRelay
  /** Of the run that is under way. */
  readonly process: RecordProcess
  /** The ids of all that its runs told as kept. */
  kept(): readonly string[]
  /** SIGKILL. */
  kill(): Promise<void>
  /** Starts it again on its folder and port. */
  restart(): Promise<void>
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number>
}

/** What a replica is started with. */
export type ReplicaOptions = Pick<RecordProcessOptions, 'app' | 'redactionKey' | 'clockAheadMs'> & {
  /** The URL of the database, without the link. */
  readonly database: string
}

/** Starts a replica. */
export async function startReplica({ database, ...options }: ReplicaOptions): Promise<Replica> {
  const url = new URL(database)
  const link = await startTcpRelay(Number(url.port))
  url.port = String(link.port)
  const folder = await mkdtemp(join(tmpdir(), 'ringback-replica-'))
  const whole = { ...options, store: url.href, folder, port: await freePort() }
  const runs = [await startRecordProcess(whole)]
  const current = (): RecordProcess => {
    const run = runs.at(-1)
    if (run === undefined) throw new Error('a replica has a run')
    return run
  }
  return {
    link,
    get process() {
      return current()
    },
    kept: () => runs.flatMap(({ kept }) => [...kept]),
    kill: async () => current().kill(),
    async restart() {
      runs.push(await startRecordProcess(whole))
    },
    async stop() {
      const code = await current().stop()
      await link.close()
      await rm(folder, { recursive: true })
      return code
    },
  }
}

/** So long may pass without anything being recorded: more than a database that was silent is waited for, and a busy machine takes. */
const stuckMs = 45_000

/** Waits until replicas have recorded all that they kept; throws when they do not get on. */
export async function untilCaughtUp(replicas: readonly Replica[]): Promise<void> {
  let least = Infinity
  let deadline = 0
  for (;;) {
    const lag = replicas.reduce((sum, { process }) => sum + process.lag(), 0)
    if (lag === 0) return
    if (lag < least) deadline = performance.now() + stuckMs
    least = Math.min(least, lag)
    if (performance.now() > deadline)
      throw new Error(`${lag} exchanges wait, and none was recorded in ${stuckMs} ms.`)
    await setTimeout(50)
  }
}
