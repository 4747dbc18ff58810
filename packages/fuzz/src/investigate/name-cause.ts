import type { Parameters } from '@ringback/catalog'
import type { Cause } from '../causes/cause.ts'
import { describeDifferences } from '../causes/describe-differences.ts'
import type { Route } from '../routes/route.ts'
import { sendToRoute } from '../routes/send-to-route.ts'
import { findMissingEvent } from '../shrink/missing-event.ts'
import { findMissingParameter, type FailingWebhook } from '../shrink/missing-parameter.ts'
import { findEarlier, findPlainCause, type PlainFailure } from '../shrink/plain-cause.ts'
import type { Reproduce } from '../shrink/reproduce.ts'
import type { InvestigatorOptions } from './investigator-options.ts'

/** A webhook that fails, with the fewest differences from a plain one, and how it is sent again. */
export interface ShrunkWebhook {
  readonly route: Route
  readonly plain: Parameters
  readonly failing: Parameters
  readonly reproduce: Reproduce
  /** The code of the finding. */
  readonly code: string
}

type Means = Pick<InvestigatorOptions, 'app' | 'judge' | 'routes' | 'newCaller' | 'concurrency'>

/**
 * What a finding says that it depends on. What is missing, and what came before, goes before a value that happens to be there. Empty
 * when it always shows.
 */
export async function nameCause(
  options: Means,
  webhook: ShrunkWebhook,
  { differences, general }: Cause,
): Promise<Cause['differences']> {
  const failure = failureOf(options, webhook)
  if (differences.length === 0) return findPlainCause(failure)
  return general === undefined ? withEarlier(differences, failure) : differences
}

/** What came before that makes a webhook fail, or did not come; a clause, empty when it is neither. */
export async function describeEarlier(options: Means, webhook: ShrunkWebhook): Promise<string> {
  const earlier = await findEarlier(webhook.failing, failureOf(options, webhook))
  return earlier === undefined ? '' : describeDifferences([earlier])
}

function failureOf(options: Means, webhook: ShrunkWebhook): FailingWebhook & PlainFailure {
  return {
    ...webhook,
    routes: options.routes.all(),
    concurrency: options.concurrency,
    newCaller: options.newCaller(),
    missingEvent: missingEventFinder(options, webhook),
  }
}

/**
 * A value may matter only since another parameter is missing (an app that reads SpeechResult when Digits is empty), since the caller
 * has sent it before, or since no earlier event has come.
 */
async function withEarlier(
  differences: Cause['differences'],
  failure: FailingWebhook & PlainFailure,
): Promise<Cause['differences']> {
  const [only, ...others] = differences
  const isOneValue = only?.type === 'parameter' && only.values.length === 1 && others.length === 0
  if (!isOneValue) return differences
  const missing = await findMissingParameter(failure)
  if (missing !== undefined) return [...differences, missing]
  const earlier = await findEarlier(failure.failing, failure)
  if (earlier === undefined) return differences
  // Another SID only stands for the event that is missing.
  return earlier.type === 'missing-event' ? [earlier] : [...differences, earlier]
}

/** Looks for the event without which a webhook about another event fails. */
function missingEventFinder(
  options: Means,
  { route, reproduce, code }: ShrunkWebhook,
): PlainFailure['missingEvent'] {
  const { app, judge, routes } = options
  return (failing) =>
    findMissingEvent({
      route,
      failing,
      reproduce,
      routes: routes.all(),
      freshSid: app.freshSid,
      reproduceAfter: (before) => async (parameters) => {
        const sent = await sendToRoute(options, route, parameters, async (request) => {
          for (const each of before(request)) await app.send(each)
          return app.send(request)
        })
        return judge(sent).some((each) => each.code === code) ? sent : undefined
      },
    })
}
