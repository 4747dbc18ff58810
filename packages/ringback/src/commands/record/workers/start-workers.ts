import {
  defaultLimits,
  joinProxies,
  problemsOfTokens,
  ProxyOptionsError,
  type JoinedProxies,
  type Proxy,
} from '@ringback/proxy'
import type { SharedRecorder } from '@ringback/redaction/node'
import type { Io } from '../../../shell/io.ts'
import { freePort } from '../../../tunnel/free-port.ts'
import type { FoundValues } from '../own-values.ts'
import type { PlainProxyOptions, WorkerNews } from './worker-messages.ts'
import type { UsageCount } from './worker-usage.ts'
import { startWorkerSlot, type SpoolProcesses, type WorkerSlot } from './worker-slot.ts'

export interface WorkersOptions {
  /** How many processes. */
  readonly workers: number
  readonly proxy: PlainProxyOptions & { readonly host: string; readonly port: number }
  readonly recorder: SharedRecorder
  readonly processes: SpoolProcesses
  /** One's own values that a process has seen so far; `worker` names it. */
  readonly onOwnValues: (worker: number, found: FoundValues) => void
  /** What the processes use is told to it. */
  readonly usage: UsageCount
}

/** What takes longer than a process that is told to end may is ended. */
const graceMs = 5000

/**
 * Starts processes that accept calls at one port, and tells what they do as if it were one proxy. One that dies is started
 * again. Resolves when all of them listen.
 * @throws {ProxyOptionsError} with everything that is wrong with the options.
 * @throws the system's error when the port cannot be had (`EADDRINUSE`).
 */
export async function startWorkers(options: WorkersOptions, io: Io): Promise<Proxy> {
  const { workers, recorder, processes, onOwnValues, usage } = options
  const joined = joinProxies(recorder, new URL(options.proxy.app).origin)
  const drain = createDrainCount(joined)
  // A port that the system chose would be another one when all processes are started again.
  const port = await freePort(options.proxy.host, options.proxy.port)
  const slots = Array.from({ length: workers }, () =>
    startWorkerSlot({
      proxy: { ...options.proxy, port },
      recorder,
      processes,
      io,
      onNews(worker, news) {
        recorder.see(worker, news)
        joined.see(worker, news)
        drain.see(worker, news)
        onOwnValues(worker, news.own)
        usage.see(worker, news.usage)
      },
      onGone(worker) {
        joined.gone(worker)
        usage.gone(worker)
      },
      onDeath(message) {
        usage.died()
        joined.emit({ type: 'warning', code: 'worker-died', message })
      },
    }),
  )
  const [listening] = await allListening(slots)
  if (listening === undefined) throw new Error('There is at least one worker process.')
  joined.emit(listening)
  return proxyOf(listening, { slots, joined, recorder, processes, drain })
}

async function allListening(
  slots: readonly WorkerSlot[],
): Promise<readonly Awaited<WorkerSlot['listening']>[]> {
  try {
    return await Promise.all(slots.map(async ({ listening }) => listening))
  } catch (error) {
    for (const slot of slots) {
      slot.close(false)
      slot.kill()
    }
    await Promise.all(slots.map(async ({ ended }) => ended))
    throw error
  }
}

interface Running {
  readonly slots: readonly WorkerSlot[]
  readonly joined: JoinedProxies
  readonly recorder: SharedRecorder
  readonly processes: SpoolProcesses
  readonly drain: DrainCount
}

function proxyOf(
  { url, signature }: Awaited<WorkerSlot['listening']>,
  { slots, joined, recorder, processes, drain }: Running,
): Proxy {
  let closing: Promise<void> | undefined
  let isHurried = false
  let isSettling = false

  function closeSlots(drains: boolean): void {
    const timer = setTimeout(
      () => {
        for (const slot of slots) slot.kill()
      },
      (drains ? defaultLimits.drainMs : 0) + graceMs,
    )
    timer.unref()
    for (const slot of slots) slot.close(drains)
  }

  async function close(): Promise<void> {
    await Promise.all(slots.map(async ({ ended }) => ended))
    isSettling = true
    await recorder.close(isHurried ? { settleMs: 0 } : {})
    joined.emit({ type: 'closed', counts: joined.counts })
    joined.end()
  }

  return {
    url,
    events: joined.events,
    get counts() {
      return joined.counts
    },
    changeAuthTokens(tokens) {
      if (signature === 'off') return
      const problems = problemsOfTokens({ ...tokens, signature })
      if (problems.length > 0) throw new ProxyOptionsError(problems)
      for (const slot of slots) slot.changeAuthTokens(tokens)
      joined.emit({ type: 'auth-tokens-changed' })
    },
    warn: (code, message) => joined.emit({ type: 'warning', code, message }),
    get traffic() {
      return joined.traffic
    },
    async close({ drain: drains = true } = {}) {
      isHurried ||= !drains
      if (closing === undefined && drains) drain.begin(processes.size)
      if (closing === undefined || !drains) closeSlots(drains)
      if (isSettling && !drains) void recorder.close({ settleMs: 0 })
      closing ??= close()
      await closing
      return joined.counts
    },
  }
}

/** Tells once how many requests are in flight when all processes begin to drain. */
interface DrainCount {
  begin(processes: number): void
  see(worker: number, news: Extract<WorkerNews, { type: 'news' }>): void
}

function createDrainCount(joined: JoinedProxies): DrainCount {
  const told = new Map<number, number>()
  let expected = 0
  return {
    begin(processes) {
      expected = processes
    },
    see(worker, { events }) {
      for (const event of events) {
        if (event.type !== 'draining') continue
        told.set(worker, event.inFlight)
        if (told.size !== expected) continue
        const inFlight = [...told.values()].reduce((sum, each) => sum + each, 0)
        joined.emit({ type: 'draining', inFlight })
      }
    },
  }
}
