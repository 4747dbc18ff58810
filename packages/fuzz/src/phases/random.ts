import { webhookOf } from '@ringback/arbitraries'
import type { Parameters } from '@ringback/catalog'
import { sample } from 'fast-check'
import { forEachOf } from '../for-each.ts'
import type { Route } from '../routes/route.ts'
import type { Run } from '../run.ts'
import { tryWebhook } from '../try-webhook.ts'

interface RandomWebhook {
  readonly route: Route
  readonly parameters: Parameters
}

const batchSize = 200
/** Seeds of batches lie this far apart, so that those of neighbouring routes never meet. */
const mostRoutes = 1000

/** Sends random webhooks, as many as the run is asked for, to all routes in turn. */
export async function randomPhase(run: Run): Promise<void> {
  const { runs = 500, concurrency = 8 } = run.options
  const sources = [...run.routes.values()].map((route, at) => webhooksFor(route, run.seed + at))
  await forEachOf(inTurn(sources, runs), concurrency, async ({ route, parameters }) => {
    run.runs += 1
    await tryWebhook(run, route, parameters)
  })
}

/** Webhooks that a route takes, without end; none any more once it takes none of a whole batch. */
function* webhooksFor(route: Route, seed: number): Generator<RandomWebhook> {
  for (let batch = 0; ; batch += 1) {
    const webhooks = sample(webhookOf(route.kind), { seed: seed + batch * mostRoutes, numRuns: batchSize })
    const taken = webhooks.filter(({ parameters }) => route.accepts(parameters))
    if (taken.length === 0) return
    for (const { parameters } of taken) yield { route, parameters }
  }
}

/** One of each, again and again, until there are as many as asked for or all have ended. */
function* inTurn<Item>(sources: readonly Generator<Item>[], most: number): Generator<Item> {
  let left = most
  let open = sources
  while (open.length > 0) {
    const ended = new Set<Generator<Item>>()
    for (const source of open) {
      if (left === 0) return
      const next = source.next()
      if (next.done === true) {
        ended.add(source)
        continue
      }
      left -= 1
      yield next.value
    }
    open = open.filter((source) => !ended.has(source))
  }
}
