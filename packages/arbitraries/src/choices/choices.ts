/** The choices that a webhook is built from: its kind, and for each facet of the kind a case and the seed of its details. */
export interface Choices {
  /** The place of the kind in the plan. */
  readonly kind: number
  /** By facet; 0 is the plain case. */
  readonly cases: readonly number[]
  readonly seeds: readonly number[]
}

/** Whether fast-check's context holds the choices of a webhook. */
export function isChoices(context: unknown): context is Choices {
  return typeof context === 'object' && context !== null && 'cases' in context && 'seeds' in context
}
