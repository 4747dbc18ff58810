import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { SettleNews, SettleOrder, SettleWorkerData, SpoolWriters, WholeExchanges } from './messages.ts'
import { createLoadGauge } from './load-gauge.ts'
import { createPositionBoard } from './position-board.ts'
import type { SpoolPosition } from './spool-reader.ts'
import type { SettleSettings } from './settings.ts'
import type { StoreClock } from '../store/store-time.ts'

export interface SettlingOptions {
  readonly settings: SettleSettings
  /** Who may still write to the spools, until `finish` is called. */
  readonly writers: SpoolWriters
  /** Default: `none`. */
  readonly wholeExchanges?: WholeExchanges
  /** What is known of the clock of the store. */
  readonly clock?: () => StoreClock | undefined
  /** The processes that carry calls, where these are others than this one. */
  readonly callProcesses?: CallProcesses
  readonly onNews: (news: SettleNews) => void
  /** The worker died and is started again. */
  readonly onDeath: (message: string) => void
  /** How long an exchange may be read before the worker is taken for dead, in milliseconds. Default 30,000. */
  readonly stuckMs?: number
}

/** Processes that carry calls. */
export interface CallProcesses {
  readonly count: number
  /** The share of its time that the busiest of them was at work lately. */
  readonly utilization: () => number
}

/** A worker thread that settles the spools of a folder, and is started again when it dies. */
export interface Settling {
  /** Others write to the spools now. */
  setWriters(writers: SpoolWriters): void
  /** Settles the rest. Resolves to true when the spool is empty, to false when that was not possible within `ms`. */
  finish(ms: number): Promise<boolean>
  /** Ends after the current step, or after `ms` milliseconds in the middle of it; nothing is lost by that. */
  stop(ms: number): Promise<void>
}

/** An exchange that ends the worker so often is set aside. */
const deathsToSetAside = 2
/** A worker that dies so often in a row without reading an exchange is started again after a longer pause, or not, when nobody records. */
const mostDeaths = 5
const restartMs = 100
const longRestartMs = 10_000
/** How often the load of the calls' thread is measured. */
const gaugeMs = 100

/** Starts the worker that settles the spools of a folder. The caller holds the lock of the recordings folder. */
// oxlint-disable-next-line max-lines-per-function -- the functions inside share the state of one worker
export function startSettling(options: SettlingOptions): Settling {
  const { settings, onNews, onDeath, stuckMs = 30_000, wholeExchanges = 'none' } = options
  const board = createPositionBoard()
  const { count, utilization } = options.callProcesses ?? { count: 1, utilization: () => undefined }
  const load = createLoadGauge(undefined, availableParallelism() - (count - 1))
  const deaths = new Map<string, number>()
  const poisonous: SpoolPosition[] = []
  let deathsInARow = 0
  let { writers } = options
  let state: 'running' | 'stopping' | 'ended' = 'running'
  let hasEnded = false
  let isEmpty = false
  let worker: Worker | undefined
  const whenEnded = Promise.withResolvers<void>()

  function end(): void {
    state = 'ended'
    clearInterval(watch)
    clearInterval(gauging)
    whenEnded.resolve()
  }

  function start(): void {
    if (state !== 'running') return
    const data: SettleWorkerData = {
      settings,
      poisonous,
      board: board.buffer,
      load: load.buffer,
      writers,
      wholeExchanges,
      clock: options.clock?.(),
    }
    let reason = 'it ended'
    const started = createWorker(data)
    worker = started
    started.on('message', (news: SettleNews) => {
      if (news.type === 'finished') {
        hasEnded = true
        ;({ isEmpty } = news)
      }
      if (news.type === 'step') deathsInARow = 0
      onNews(news)
    })
    started.on('error', (error) => {
      reason = error instanceof Error ? error.name : String(error)
    })
    started.on('exit', () => {
      worker = undefined
      if (hasEnded || state !== 'running') end()
      else buryAndRestart(reason)
    })
  }

  function buryAndRestart(reason: string): void {
    const position = board.read()
    board.note(undefined)
    if (position === undefined) deathsInARow += 1
    else {
      const key = JSON.stringify(position)
      const count = (deaths.get(key) ?? 0) + 1
      deaths.set(key, count)
      if (count >= deathsToSetAside) poisonous.push(position)
    }
    onDeath(reason)
    const isHopeless = deathsInARow >= mostDeaths
    if (isHopeless && writers === 'none') end()
    // It keeps no process from ending: whoever waits for the rest has a timer of his own.
    else setTimeout(start, isHopeless ? longRestartMs : restartMs * (deathsInARow + 1)).unref()
  }

  // A worker that is busy with one and the same exchange for long will never end it.
  let last = ''
  const watch = setInterval(() => {
    const now = JSON.stringify(board.read() ?? null)
    if (now !== 'null' && now === last) void worker?.terminate()
    last = now
  }, stuckMs)
  watch.unref()
  const gauging = setInterval(() => load.measure(utilization()), gaugeMs)
  gauging.unref()
  start()

  async function ended(ms: number): Promise<void> {
    if (state === 'ended') return
    const timer = setTimeout(() => {
      state = 'stopping'
      if (worker === undefined) end()
      else void worker.terminate()
    }, ms)
    await whenEnded.promise
    clearTimeout(timer)
  }

  function order(message: SettleOrder): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to a thread, not a window
    worker?.postMessage(message)
  }

  return {
    setWriters(others) {
      writers = others
      order({ type: 'writers', writers })
    },
    async finish(ms) {
      writers = 'none'
      order({ type: 'finish' })
      await ended(ms)
      return isEmpty
    },
    async stop(ms) {
      if (state === 'running') state = 'stopping'
      order({ type: 'stop' })
      if (worker === undefined) end()
      await ended(ms)
    },
  }
}

function createWorker(data: SettleWorkerData): Worker {
  const isSource = import.meta.url.endsWith('.ts')
  return new Worker(new URL(isSource ? './settle-worker.ts' : './settle-worker.js', import.meta.url), {
    workerData: data,
    name: 'ringback settle',
    execArgv: isSource ? ['--conditions=ringback:source'] : [],
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 },
  })
}
