import { fictionalNumber } from '@ringback/catalog'
import { createKnownCauses } from './causes/known-causes.ts'
import { createFindingLedger } from './findings/finding-ledger.ts'
import { createInvestigator } from './investigate/investigate.ts'
import { createJudge } from './judge/judge.ts'
import { appBaseOf } from '@ringback/twilio-client'
import type { OpenAccess } from './options/client-options.ts'
import type { FuzzSettings } from './options/fuzz-settings.ts'
import type { FuzzEvent } from './report/events.ts'
import { createTally } from './report/tally.ts'
import { plainParametersFor } from './routes/plain-parameters.ts'
import { createRouteBook } from './routes/route-book.ts'
import type { Run } from './run.ts'
import { createAppUnderTest } from './send/app-under-test.ts'
import { createStop } from './send/stop.ts'

const requestsPerProgress = 50

/** Puts the parts of a run together. */
export function createRun(
  settings: Run['settings'],
  emit: (event: FuzzEvent) => void,
  signal: AbortSignal,
): Run {
  const { seed, concurrency } = settings
  const stop = createStop(signal, settings.maxTimeMs)
  const tally = createTally()
  const judge = createJudge(settings, tally)
  const causes = createKnownCauses()
  const routes = createRouteBook({
    isOfApp: createIsOfApp(settings),
    onRoute: ({ kind, method, url, path }) => emit({ type: 'route', kind, method, url, path }),
  })
  const ledger = createFindingLedger({
    access: settings,
    store: settings.store,
    plainFor: (request) => plainParametersFor(routes.all(), request),
    onFinding: emit,
  })
  let callers = 0
  const app = createAppUnderTest({
    access: settings,
    seed,
    concurrency,
    stop,
    tally,
    onRequest() {
      const { requests, runs } = tally
      if (requests % requestsPerProgress !== 0) return
      emit({ type: 'progress', requests, runs, findings: ledger.findings().length })
    },
  })
  const investigate = createInvestigator({
    app,
    judge,
    routes,
    causes,
    ledger,
    concurrency,
    newCaller: () => fictionalNumber((callers += 1)),
  })
  return { settings, stop, app, judge, routes, causes, ledger, investigate, tally }
}

function createIsOfApp({
  voiceUrl,
  publicUrl,
  app,
}: Pick<FuzzSettings, 'voiceUrl' | 'publicUrl'> & Pick<OpenAccess, 'app'>): (url: string) => boolean {
  const urls = [voiceUrl, publicUrl, app === undefined ? undefined : appBaseOf(app)]
  const origins = new Set(urls.flatMap((url) => (url === undefined ? [] : (URL.parse(url)?.origin ?? []))))
  return (url) => origins.has(URL.parse(url)?.origin ?? '')
}
