import { Worker } from 'node:worker_threads'
import { createEventQueue, RingbackError } from '@ringback/common'
import { createLatencies } from '../latencies.ts'
import type { LoadEvent, LoadOptions, LoadProgress } from '../load-options.ts'
import type { LoadReport } from '../load-report.ts'
import { joinReports } from '../merge-reports.ts'
import { shardText, wholeLoad } from '../schedule.ts'
import type { LoadNews, LoadOrder, LoadThreadData } from './thread-messages.ts'

/**
 * A load that several threads of this process make together, as several machines do: each starts its part of the same calls, and the
 * events are those of the whole. Throws a RingbackError for an app, or another option, that only this thread can call.
 */
export async function* runOnThreads({
  signal,
  threads = 1,
  ...options
}: LoadOptions): AsyncGenerator<LoadEvent, undefined, undefined> {
  const events = createEventQueue<LoadEvent>()
  const workers: Worker[] = []
  const reports: LoadReport[] = []
  const progress = createProgress(threads, (sum) => events.push(sum))
  const order = (given: LoadOrder): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    for (const worker of workers) worker.postMessage(given)
  }
  const stop = (): void => order('stop')
  let ready = 0
  const hear = (thread: number, news: LoadNews): void => {
    if (news.type === 'progress') progress(thread, news)
    else if (news.type === 'finished') reports.push(news.report)
    else ready += 1
    if (news.type === 'ready' && ready === threads) {
      order('start')
      if (signal?.aborted === true) stop()
    }
    if (news.type !== 'finished' || reports.length < threads) return
    events.push({ type: 'finished', report: reportOf(reports, options) })
    events.end()
  }
  signal?.addEventListener('abort', stop)
  try {
    for (let thread = 0; thread < threads; thread += 1) {
      const worker = createThread({ ...options, shard: partOf(options, thread, threads) })
      workers.push(worker)
      worker.on('message', (news: LoadNews) => hear(thread, news))
      worker.on('error', (error) => events.end(error))
    }
    yield* events
  } finally {
    signal?.removeEventListener('abort', stop)
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return undefined
}

function createThread(data: LoadThreadData): Worker {
  const isSource = import.meta.url.endsWith('.ts')
  try {
    return new Worker(new URL(isSource ? './load-thread.ts' : './load-thread.js', import.meta.url), {
      workerData: data,
      name: 'ringback load',
      execArgv: isSource ? ['--conditions=ringback:source'] : [],
    })
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    throw new RingbackError('load-not-on-threads', `This load cannot be made on threads: ${error.message}`, {
      remedy: 'Pass the address of an app that listens, and no transport; or leave threads out.',
      cause: error,
    })
  }
}

/** The calls of a thread: those of this machine, divided again. */
function partOf(
  { shard: { index, count } = wholeLoad }: Pick<LoadOptions, 'shard'>,
  thread: number,
  threads: number,
): NonNullable<LoadOptions['shard']> {
  return { index: index + thread * count, count: count * threads }
}

function reportOf(reports: readonly LoadReport[], { shard }: Pick<LoadOptions, 'shard'>): LoadReport {
  const joined = joinReports(reports)
  return {
    ...joined,
    // They have one clock, and started at one word.
    startedApartSeconds: 0,
    settings: { ...joined.settings, shard: shard === undefined ? null : shardText(shard) },
  }
}

/** Adds what threads tell of their parts, and tells it each time all have said something new. */
function createProgress(
  threads: number,
  tell: (sum: LoadProgress) => void,
): (thread: number, part: LoadProgress) => void {
  const last = new Map<number, LoadProgress>()
  const heard = new Set<number>()
  return (thread, part) => {
    last.set(thread, part)
    heard.add(thread)
    if (heard.size < threads) return
    heard.clear()
    tell(sumOf([...last.values()]))
  }
}

function sumOf(parts: readonly LoadProgress[]): LoadProgress {
  const latencies = createLatencies()
  for (const part of parts) latencies.merge(part.latencies)
  const sum = (count: (part: LoadProgress) => number): number =>
    parts.reduce((all, part) => all + count(part), 0)
  return {
    type: 'progress',
    seconds: Math.max(...parts.map(({ seconds }) => seconds)),
    started: sum(({ started }) => started),
    over: sum(({ over }) => over),
    running: sum(({ running }) => running),
    failed: sum(({ failed }) => failed),
    requests: sum(({ requests }) => requests),
    p95Ms: latencies.percentile(95),
    callsPerSecond: sum(({ callsPerSecond }) => callsPerSecond),
    errors: sum(({ errors }) => errors),
    latencies: latencies.counts(),
  }
}
