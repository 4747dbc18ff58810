import { webhookOf, withCallValues } from '@ringback/arbitraries'
import type { Parameters } from '@ringback/catalog'
import { sample } from 'fast-check'
import { tryWebhook, type TryContext } from '../investigate/try-webhook.ts'
import type { FuzzSettings } from '../options/fuzz-settings.ts'
import type { Tally } from '../report/tally.ts'
import type { Route } from '../routes/route.ts'
import { forEachAtOnce } from '../send/for-each-at-once.ts'
import { isOfOtherDirection } from '../routes/plain-parameters.ts'
import { takeTurns } from './take-turns.ts'

interface RandomContext extends TryContext {
  readonly settings: Pick<FuzzSettings, 'runs' | 'seed' | 'concurrency'>
  readonly tally: Tally
}

interface RandomWebhook {
  readonly route: Route
  readonly parameters: Parameters
}

const batchSize = 200
/** Distance between the seeds of batches, so that those of neighbouring routes do not overlap. */
const mostRoutes = 1000

/** Sends random webhooks, as many as the options ask for, to all routes in turn. */
export async function randomPhase(context: RandomContext): Promise<void> {
  const { runs, seed, concurrency } = context.settings
  const sources = context.routes.all().map((route, at) => webhooksFor(route, seed + at))
  await forEachAtOnce(takeTurns(sources, runs), concurrency, async ({ route, parameters }) => {
    context.tally.runs += 1
    await tryWebhook(context, route, parameters)
  })
}

/** An endless sequence of webhooks that a route accepts; it ends when the route accepts none of a whole batch. */
function* webhooksFor(route: Route, seed: number): Generator<RandomWebhook> {
  for (let batch = 0; ; batch += 1) {
    const webhooks = sample(webhookOf(route.kind), { seed: seed + batch * mostRoutes, numRuns: batchSize })
    const accepted = webhooks
      .map(({ parameters }) => withCallValues(route.kind, parameters, route.call ?? {}))
      .filter((parameters) => route.accepts(parameters) && !isOfOtherDirection(route, parameters))
    if (accepted.length === 0) return
    for (const parameters of accepted) yield { route, parameters }
  }
}
