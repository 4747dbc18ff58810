import { RingbackError } from '@ringback/common'
import { ProxyOptionsError, type GivenTokens, type ProxyEvent } from '@ringback/proxy'
import type { SharedRecorder, SpoolOrder } from '@ringback/redaction/node'
import type { Io } from '../../../shell/io.ts'
import { forkWorker, type WorkerProcess } from './fork-worker.ts'
import type { PlainProxyOptions, WorkerNews } from './worker-messages.ts'

/** The processes that seal into the spools of a folder, by the number of the spool: they get the recorder's orders. */
export type SpoolProcesses = Map<number, (order: SpoolOrder) => void>

export interface WorkerSlotOptions {
  readonly proxy: PlainProxyOptions
  readonly recorder: SharedRecorder
  readonly processes: SpoolProcesses
  readonly io: Pick<Io, 'env' | 'cwd'>
  /** What a process tells; `spool` names the process. */
  readonly onNews: (spool: number, news: Extract<WorkerNews, { type: 'news' }>) => void
  /** A process is gone, and its spool is handed over. */
  readonly onGone: (spool: number) => void
  /** A process ended that was not told to; another one is started. */
  readonly onDeath: (message: string) => void
}

/** One of the processes that carry calls; when it dies another one takes its place. */
export interface WorkerSlot {
  /** Resolves when it listens. Rejects with the reason when the first process cannot. */
  readonly listening: Promise<Extract<ProxyEvent, { type: 'listening' }>>
  /** Resolves when it has ended, and none takes its place. */
  readonly ended: Promise<void>
  /** It checks signatures with these from now on, and so does the one that takes its place. */
  changeAuthTokens(tokens: GivenTokens): void
  /** Ends it: at once, or when the requests in flight are finished. */
  close(drain: boolean): void
  /** Ends it in the middle of everything. */
  kill(): void
}

type Listening = Awaited<WorkerSlot['listening']>

const firstPauseMs = 100
const longestPauseMs = 10_000

/** Starts a process that carries calls, and another one whenever it dies. */
// oxlint-disable-next-line max-lines-per-function -- the functions inside share the state of one process
export function startWorkerSlot(options: WorkerSlotOptions): WorkerSlot {
  const { recorder, processes, io, onNews, onGone, onDeath } = options
  let { proxy } = options
  const listening = Promise.withResolvers<Listening>()
  const whenEnded = Promise.withResolvers<void>()
  let current: WorkerProcess | undefined
  let state: 'starting' | 'running' | 'closing' | 'ended' = 'starting'
  let pauseMs = firstPauseMs
  let restart: NodeJS.Timeout | undefined
  /** Why the process of now could not start. */
  let failure: string | undefined

  function end(): void {
    state = 'ended'
    whenEnded.resolve()
  }

  function see(spool: number, news: WorkerNews): void {
    if (news.type === 'news') onNews(spool, news)
    else if (news.type === 'failed') {
      failure = news.message
      listening.reject(errorOf(news))
    } else {
      pauseMs = firstPauseMs
      if (state === 'starting') state = 'running'
      listening.resolve(news.event)
    }
  }

  async function start(): Promise<void> {
    const spool = await recorder.addWorker()
    const number = spool.spool
    const started = forkWorker(io)
    current = started
    processes.set(number, (order) => started.send({ type: 'spool', order }))
    started.onNews((news) => see(number, news))
    started.send({ type: 'start', proxy, spool })
    if (state === 'closing') started.kill()
    const ended = await started.ended
    const how = failure ?? ended
    failure = undefined
    current = undefined
    processes.delete(number)
    await recorder.removeWorker(number)
    onGone(number)
    if (state === 'starting') {
      listening.reject(new RingbackError('worker-not-started', `A worker process did not start: ${how}.`))
      end()
    } else if (state === 'closing') end()
    else {
      onDeath(
        `Worker process ${started.pid} ended before it was told to (${how}) and is started again. What it had kept is not lost; calls that it was answering were cut off.`,
      )
      restart = setTimeout(() => void startOrFail(), pauseMs)
      pauseMs = Math.min(2 * pauseMs, longestPauseMs)
    }
  }

  /** A disk that cannot be read ends a process, or its start, like anything else. */
  async function startOrFail(): Promise<void> {
    try {
      await start()
    } catch (error) {
      if (state === 'starting' || state === 'closing') {
        listening.reject(error)
        end()
        return
      }
      onDeath(`A worker process could not be started and is tried again: ${String(error)}`)
      restart = setTimeout(() => void startOrFail(), pauseMs)
      pauseMs = Math.min(2 * pauseMs, longestPauseMs)
    }
  }

  listening.promise.catch(() => undefined)
  void startOrFail()
  return {
    listening: listening.promise,
    ended: whenEnded.promise,
    changeAuthTokens(tokens) {
      proxy = { ...proxy, ...tokens }
      current?.send({ type: 'auth-tokens', tokens })
    },
    close(drain) {
      const isWaiting = state !== 'ended' && current === undefined && restart !== undefined
      if (state !== 'ended') state = 'closing'
      clearTimeout(restart)
      if (isWaiting) end()
      else current?.send({ type: 'close', drain })
    },
    kill: () => current?.kill(),
  }
}

function errorOf({ problems, code, message }: Extract<WorkerNews, { type: 'failed' }>): Error {
  if (problems !== undefined) return new ProxyOptionsError(problems)
  return Object.assign(new Error(message), code !== undefined && { code })
}
