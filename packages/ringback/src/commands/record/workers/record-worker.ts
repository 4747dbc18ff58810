import cluster from 'node:cluster'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { messageOf } from '@ringback/common'
import { ProxyOptionsError, startProxy, type Proxy, type ProxyEvent } from '@ringback/proxy'
import { openWorkerRecorder, type WorkerRecorder } from '@ringback/redaction/node'
import { limitMemory } from '../../../shell/limit-memory.ts'
import { watchOwnValues, type FoundValues } from '../own-values.ts'
import type { WorkerNews, WorkerOrder } from './worker-messages.ts'
import type { WorkerUsage } from './worker-usage.ts'

// A process that carries calls for `ringback record --workers`. Started by `fork-worker.ts` alone, and ended by `node:cluster` when
// the process that has started it is gone.

/** How often it tells what happened. */
const tellMs = 50
/** So many events are told at once; when they come faster than they are read, the oldest are left out, as by a slow terminal. */
const mostEvents = 500

/** What runs, from the first order on. */
interface Running {
  readonly recorder: WorkerRecorder
  readonly proxy: Proxy
}

let running: Promise<Running> | undefined

limitMemory()
// A terminal sends Ctrl-C to all processes of a command. The one that has started this one says when to end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
process.on('message', (order: WorkerOrder) => void follow(order))

async function follow(order: WorkerOrder): Promise<void> {
  if (order.type === 'start') {
    running = start(order)
    await running.catch(fail)
    return
  }
  const { recorder, proxy } = await (running ?? Promise.reject(new Error(`${order.type} came before start`)))
  if (order.type === 'spool') recorder.obey(order.order)
  else if (order.type === 'auth-tokens') proxy.changeAuthTokens(order.tokens)
  else await proxy.close({ drain: order.drain })
}

async function start({ proxy: options, spool }: Extract<WorkerOrder, { type: 'start' }>): Promise<Running> {
  const recorder = await openWorkerRecorder(spool)
  // What was answered in the same turn in which this process ends.
  process.on('exit', () => recorder.sealNow())
  const own = watchOwnValues(recorder, {})
  const proxy = await startProxy({ ...options, recorder: own.recorder })
  void tellEvents(proxy, recorder, own.found)
  return { recorder, proxy }
}

async function fail(error: unknown): Promise<void> {
  await tell({
    type: 'failed',
    problems: error instanceof ProxyOptionsError ? error.problems : undefined,
    // Errors of the system carry a code.
    code: (error as NodeJS.ErrnoException).code,
    message: messageOf(error),
  })
  process.disconnect()
}

/** Tells what happens until the proxy is closed; then this process ends. */
async function tellEvents(proxy: Proxy, recorder: WorkerRecorder, own: () => FoundValues): Promise<void> {
  let events: ProxyEvent[] = []
  let telling: Promise<void> | undefined
  let told = 0
  let load = performance.eventLoopUtilization()
  let wasIdle = false

  async function tellNow(): Promise<void> {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, load)
    load = now
    const isIdle = events.length === 0 && utilization < idleShare
    if (isIdle && wasIdle) return
    wasIdle = isIdle
    const { kept } = recorder.counts
    const news: WorkerNews = {
      type: 'news',
      events,
      counts: proxy.counts,
      traffic: proxy.traffic,
      kept: kept - told,
      utilization,
      usage: usageNow(),
      own: own(),
    }
    events = []
    told = kept
    await tell(news)
  }

  async function flush(): Promise<void> {
    telling ??= tellNow().finally(() => (telling = undefined))
    return telling
  }

  const timer = setInterval(() => void flush(), tellMs)
  for await (const event of proxy.events) {
    if (event.type === 'listening') await tell({ type: 'listening', event })
    else events.push(event)
    if (events.length >= mostEvents) await flush()
  }
  clearInterval(timer)
  await telling
  await tellNow()
  // Ends by itself when nothing is left to be done: `process.disconnect` would leave what others do at the end, such as sending spans.
  cluster.worker?.disconnect()
}

function usageNow(): WorkerUsage {
  const { user, system } = process.cpuUsage()
  return { cpuSeconds: (user + system) / 1e6, residentBytes: process.memoryUsage.rss() }
}

/** Below this share of its time this process is not at work. */
const idleShare = 0.02

/** Resolves when the system has taken it, or nobody is left to be told. */
async function tell(news: WorkerNews): Promise<void> {
  await new Promise<void>((resolve) => {
    if (!process.connected || process.send === undefined) resolve()
    else process.send(news, undefined, undefined, () => resolve())
  })
}
