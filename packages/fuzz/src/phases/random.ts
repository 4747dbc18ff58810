import { webhookOf } from '@ringback/arbitraries'
import { sample } from 'fast-check'
import { forEachOf } from '../for-each.ts'
import type { Run } from '../run.ts'
import { tryWebhook } from '../try-webhook.ts'

/** Sends random webhooks, as many as the run is asked for, to all routes in turn. */
export async function randomPhase(run: Run): Promise<void> {
  const { runs = 500, concurrency = 8 } = run.options
  const routes = [...run.routes.values()]
  const share = Math.ceil(runs / routes.length)
  const webhooks = routes.flatMap((route, at) => {
    const numRuns = Math.min(share, Math.max(0, runs - at * share))
    if (numRuns === 0) return []
    const arbitrary = webhookOf(route.kind).filter(({ parameters }) => route.accepts(parameters))
    return sample(arbitrary, { seed: run.seed + at, numRuns }).map(({ parameters }) => ({
      route,
      parameters,
    }))
  })
  await forEachOf(webhooks, concurrency, async ({ route, parameters }) => {
    run.runs += 1
    await tryWebhook(run, route, parameters)
  })
}
