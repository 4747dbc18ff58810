import { defaultPublicUrl, type PlanOptions } from './build-options.ts'
import { interactionsOfRecordings, type SkippedExchange } from './from-recordings.ts'
import { interactionsOfRoutes } from './from-routes.ts'
import type { PlannedInteraction } from './planned-interaction.ts'

/** The interactions that a contract is to hold, and the recorded exchanges that it cannot. */
export interface ContractPlan {
  /** Those of the recordings, then those of the routes. */
  readonly interactions: readonly PlannedInteraction[]
  readonly skipped: readonly SkippedExchange[]
}

/** Plans a contract. Interactions of routes have no answer yet, those of recordings have the recorded one. */
export function planInteractions({
  routes = [],
  recordings = [],
  publicUrl = defaultPublicUrl,
  call,
}: PlanOptions): ContractPlan {
  const recorded = interactionsOfRecordings(recordings)
  return {
    interactions: [...recorded.interactions, ...interactionsOfRoutes(routes, publicUrl, call)],
    skipped: recorded.skipped,
  }
}
