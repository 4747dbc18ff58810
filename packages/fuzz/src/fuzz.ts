import { createEventQueue } from '@ringback/common'
import { createRun } from './create-run.ts'
import { openAccess } from './options/client-options.ts'
import type { FuzzOptions } from './options/fuzz-options.ts'
import { readFuzzOptions } from './options/fuzz-settings.ts'
import { runPhases } from './phases/run-phases.ts'
import { coverageSummary } from './report/coverage-summary.ts'
import type { FuzzFinished, FuzzEvent } from './report/events.ts'
import type { Run } from './run.ts'

/**
 * Sends an app every webhook that Twilio could send, judges every answer, and shrinks every failure to the smallest
 * request that shows it. The run continues while its events are read. To stop it, stop reading, or abort `signal` to
 * get the report of the findings so far. Throws a RingbackError (`fuzz-options`) for options that cannot be used.
 */
export async function* fuzz(options: FuzzOptions): AsyncGenerator<FuzzEvent, void, undefined> {
  const settings = openAccess(readFuzzOptions(options))
  const started = performance.now()
  const notRead = new AbortController()
  const signals = options.signal === undefined ? [] : [options.signal]
  const events = createEventQueue<FuzzEvent>()
  const run = createRun(settings, events.push, AbortSignal.any([notRead.signal, ...signals]))
  const work = runPhases(run, events.push).then(() => {
    events.push(finishedEvent(run, Math.round(performance.now() - started)))
    events.end()
  })
  work.catch(events.end)
  try {
    yield* events
  } finally {
    notRead.abort()
    run.stop.close()
    // Requests in flight would keep the process from ending.
    if (options.transport === undefined) await settings.transport.close()
  }
}

function finishedEvent(
  { settings, tally, ledger, stop }: Pick<Run, 'settings' | 'tally' | 'ledger' | 'stop'>,
  durationMs: number,
): FuzzFinished {
  const { runs, requests, judged, reachedPages, coverage } = tally
  return {
    type: 'finished',
    report: {
      seed: settings.seed,
      runs,
      requests,
      judged,
      reachedPages: reachedPages.size,
      durationMs,
      coverage: coverageSummary(coverage),
      findings: ledger.findings(),
    },
    alike: ledger.leftOut(),
    stopped: stop.reason(),
  }
}
