import cluster from 'node:cluster'
import { once } from 'node:events'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { howItEnded } from '../../../shell/how-it-ended.ts'
import type { Io } from '../../../shell/io.ts'
import { lastLineOf } from '../../../shell/last-line-of.ts'
import type { WorkerNews, WorkerOrder } from './worker-messages.ts'

/** A process that carries calls. */
export interface WorkerProcess {
  readonly pid: number
  readonly send: (order: WorkerOrder) => void
  readonly onNews: (listener: (news: WorkerNews) => void) => void
  /** Resolves to how it ended. */
  readonly ended: Promise<string>
  readonly kill: () => void
}

/** Starts a process that carries calls. All of them accept connections at one port. */
export function forkWorker({ env, cwd }: Pick<Io, 'env' | 'cwd'>): WorkerProcess {
  // The sibling of this file: TypeScript in the sources, JavaScript when built.
  const extension = extname(import.meta.url)
  // Each accepts by itself: one process that accepted for all of them would be the narrow place.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  cluster.setupPrimary({
    exec: fileURLToPath(new URL(`record-worker${extension}`, import.meta.url)),
    args: [],
    cwd,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: extension === '.ts' ? ['--conditions=ringback:source'] : [],
  })
  const worker = cluster.fork(env)
  const lastLine = lastLineOf(worker.process)
  const ended = once(worker.process, 'exit').then(([code, signal]) =>
    // What the event brings.
    [howItEnded(code as number | null, signal as NodeJS.Signals | null), lastLine()]
      .filter((text) => text !== '')
      .join(': '),
  )
  // One that is gone is told of by `ended`.
  worker.on('error', () => undefined)
  return {
    pid: worker.process.pid ?? 0,
    send: (order) => {
      if (worker.isConnected()) worker.send(order, undefined, () => undefined)
    },
    // `record-worker.ts` sends nothing else.
    onNews: (listener) => void worker.on('message', (message) => listener(message as WorkerNews)),
    ended,
    kill: () => void worker.process.kill('SIGKILL'),
  }
}
