import { createEventQueue } from '@ringback/common'
import { limits } from '@ringback/catalog'
import { createTwilioClient, type TwilioClient } from '@ringback/twilio-client/node'
import { seededIds } from '@ringback/twilio-client'
import { publicUrlOf } from '../phone/phone-options.ts'
import {
  defaultBudgetMs,
  type CallerOptions,
  type LoadEvent,
  type LoadOptions,
  type LoadProgress,
} from './load-options.ts'
import type { LoadSettings } from './load-report.ts'
import { createCallPlacer } from './place-call.ts'
import { reportOf } from './report-of.ts'
import { runRound, type Round, type RoundSoFar } from './run-round.ts'
import { shardText, wholeLoad } from './schedule.ts'
import { runOnThreads } from './threads/run-on-threads.ts'

/** Milliseconds between two events of progress. */
const progressMs = 1000

const defaultCalls = 10
const defaultDurationMs = 30_000

/** Milliseconds beyond Twilio's limit in which an answer that was cut off is counted. */
const slackMs = 2000

/**
 * Many calls to an app at once, in real time: new ones by the schedule of a rate, or as many as are to be kept up. A call that
 * begins late because earlier ones have not ended counts its first answer from when it was due, so that a slow app cannot hide
 * how slow it is. Memory does not grow with the number of calls that are over.
 */
export async function* runLoad(options: LoadOptions): AsyncGenerator<LoadEvent, undefined, undefined> {
  const { rate, rampMs = 0, durationMs = defaultDurationMs, budgetMs = defaultBudgetMs } = options
  const { threads = 1 } = options
  if (threads > 1) return yield* runOnThreads(options)
  const { shard = wholeLoad, graceMs = limits.totalTimeoutMs, firstAudioBudgetMs, signal } = options
  const events = createEventQueue<LoadEvent>()
  const client = sharedClient(options)
  const now = (): number => performance.now()
  const startedAt = new Date().toISOString()
  let told = { atMs: 0, started: 0 }
  const watch = (sofar: RoundSoFar): void => {
    const sinceMs = sofar.elapsedMs - told.atMs
    if (sinceMs < progressMs) return
    const { started } = sofar.tally
    events.push(progressOf(sofar, ((started - told.started) * 1000) / sinceMs))
    told = { atMs: sofar.elapsedMs, started }
  }
  const round: Round = {
    placer: createCallPlacer(options, client, now),
    now,
    pace: { rate, rampMs, durationMs },
    calls: linesOf(options),
    shard,
    budgetMs,
    firstAudioBudgetMs,
    graceMs,
    patienceMs: patienceOf(options),
    signal,
    watch,
  }
  const finish = async (): Promise<void> => {
    try {
      const { tally, startingMs, elapsedMs, cutShort } = await runRound(round)
      const seconds = { seconds: elapsedMs / 1000, startingSeconds: startingMs / 1000 }
      const times = { ...seconds, startedAt, stopped: cutShort }
      events.push({ type: 'finished', report: reportOf(tally, settingsOf(options), times) })
      events.end()
    } catch (error) {
      events.end(error)
    } finally {
      await client.close()
    }
  }
  const finished = finish()
  yield* events
  await finished
  return undefined
}

/** One client for all calls, as all come from one account: it caches, and keeps cookies by call. */
function sharedClient({ phone, seed = 1 }: CallerOptions): TwilioClient {
  const publicUrl = publicUrlOf(phone)
  return createTwilioClient({
    ...phone,
    ...(publicUrl !== undefined && { publicUrl }),
    ids: seededIds(seed),
  })
}

/** How long a call may take to end once its caller has hung up, in milliseconds. */
function patienceOf({ phone }: CallerOptions): number {
  return Math.max(limits.totalTimeoutMs, phone.timeouts?.totalMs ?? 0) + slackMs
}

/** The simultaneous calls of this shard: its share, the first shards having one more where it does not come out even. */
function linesOf({ calls, rate, shard = wholeLoad }: LoadOptions): number {
  const all = calls ?? (rate === undefined ? defaultCalls : Infinity)
  return all === Infinity ? all : Math.floor((all + shard.count - shard.index) / shard.count)
}

function progressOf({ tally, running, elapsedMs }: RoundSoFar, callsPerSecond: number): LoadProgress {
  const { started, completed, failed, requests, problems } = tally
  return {
    type: 'progress',
    seconds: elapsedMs / 1000,
    started,
    over: completed + failed,
    running,
    failed,
    requests: requests.count(),
    p95Ms: requests.percentile(95),
    latencies: requests.counts(),
    callsPerSecond,
    errors: [...problems.values()].reduce(
      (sum, { level, count }) => sum + (level === 'error' ? count : 0),
      0,
    ),
  }
}

function settingsOf(options: LoadOptions): LoadSettings {
  const { calls, rate, rampMs = 0, durationMs = defaultDurationMs, budgetMs = defaultBudgetMs } = options
  const { firstAudioBudgetMs = null, timeScale = 1, seed = 1, shard } = options
  return {
    calls: calls ?? (rate === undefined ? defaultCalls : null),
    rate: rate ?? null,
    rampSeconds: rampMs / 1000,
    durationSeconds: durationMs / 1000,
    budgetMs,
    firstAudioBudgetMs,
    timeScale: timeScale === 'no-pauses' ? null : timeScale,
    seed,
    shard: shard === undefined ? null : shardText(shard),
  }
}
