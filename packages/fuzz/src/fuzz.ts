import { transportOf } from '@ringback/twilio-client/node'
import { coverageCounter } from '@ringback/arbitraries'
import { coverageSummary } from './coverage-summary.ts'
import { createEventQueue } from './event-queue.ts'
import type { FuzzEvent, Phase } from './events.ts'
import { freshSids } from './fresh-sids.ts'
import type { FuzzOptions } from './options.ts'
import { coveragePhase } from './phases/coverage.ts'
import { flowsPhase } from './phases/flows.ts'
import { probePhase } from './phases/probe.ts'
import { randomPhase } from './phases/random.ts'
import { recordingsPhase } from './phases/recordings.ts'
import { securityPhase } from './phases/security.ts'
import { addRoute } from './routes/add-route.ts'
import { givenRoutes } from './routes/routes-of.ts'
import { reportOutage } from './outage.ts'
import type { Run } from './run.ts'
import { createLimiter } from './send/limiter.ts'
import { createSender } from './send/sender.ts'
import { createStop, Stopped } from './send/stop.ts'

/** How long an answer may take while it is found out what makes it late; no good app takes as long. */
const impatientMs = 3000

/**
 * Sends an app every webhook that Twilio could send, judges every answer, and shrinks what goes wrong to the least
 * that shows it. The run goes on while its events are read, and is stopped by no longer reading them.
 */
export async function* fuzz(given: FuzzOptions): AsyncGenerator<FuzzEvent, void, undefined> {
  const transport = transportOf(given)
  const app = typeof given.app === 'string' ? given.app : undefined
  const options = { ...given, app, transport }
  const { seed = 0, concurrency = 8 } = options
  const started = performance.now()
  const left = new AbortController()
  const queue = createEventQueue<FuzzEvent>()
  const signals = options.signal === undefined ? [left.signal] : [left.signal, options.signal]
  const run: Run = {
    options,
    seed,
    sender: createSender(options),
    impatientSender: createSender({
      ...options,
      timeouts: {
        ...options.timeouts,
        totalMs: Math.min(impatientMs, options.timeouts?.totalMs ?? impatientMs),
      },
    }),
    stop: createStop(AbortSignal.any(signals), options.maxTimeMs),
    limit: createLimiter(concurrency),
    emit: queue.emit,
    coverage: coverageCounter(),
    routes: new Map(),
    linked: new WeakMap(),
    covered: new Map(),
    needsLead: new Set(),
    causes: new Map(),
    reported: new Set(),
    pages: new Map(),
    investigations: new Map(),
    findings: [],
    freshSid: freshSids(seed),
    cutShort: [],
    hasAnswered: false,
    requests: 0,
    runs: 0,
    calls: 0,
    alike: 0,
  }
  const work = execute(run)
    .then(() => {
      queue.emit({
        type: 'finished',
        report: {
          seed,
          runs: run.runs,
          requests: run.requests,
          durationMs: Math.round(performance.now() - started),
          coverage: coverageSummary(run),
          findings: run.findings,
        },
        alike: run.alike,
        stopped: run.stop.reason(),
      })
    })
    .finally(queue.end)
  // A failure is thrown where the events end.
  work.catch(() => {})
  try {
    yield* queue.read()
    await work
  } finally {
    left.abort()
    run.stop.close()
    // What is still under way would keep the process from ending.
    if (given.transport === undefined) await transport.close()
  }
}

async function execute(run: Run): Promise<void> {
  try {
    await enter(run, 'probe')
    const obstacle = await probePhase(run)
    if (obstacle !== undefined) {
      if (!obstacle.isFinding) run.emit({ type: 'unusable', reason: obstacle.reason })
      return
    }
    for (const route of givenRoutes(run.options)) addRoute(run, route)
    if ((run.options.recordings ?? []).length > 0) {
      await enter(run, 'recordings')
      await recordingsPhase(run)
    }
    await enter(run, 'coverage')
    await coveragePhase(run)
    await enter(run, 'random')
    await randomPhase(run)
    await enter(run, 'flows')
    await flowsPhase(run)
    await enter(run, 'security')
    await securityPhase(run)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    if (run.stop.reason() === 'app-down') await reportOutage(run)
  }
}

async function enter(run: Run, phase: Phase): Promise<void> {
  run.emit({ type: 'phase', phase })
  await run.options.reset?.()
}
