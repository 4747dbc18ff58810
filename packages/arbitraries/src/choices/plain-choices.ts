import type { Choices } from './choices.ts'
import type { Plan } from './plan.ts'

/** Choices of a plain webhook with at most one departure. */
export function plainChoices(
  plan: Plan,
  kind: number,
  departure?: readonly [facet: number, oddCase: number],
): Choices {
  const { chosen } = plan.kinds[kind] ?? plan.kinds[0]
  const cases = chosen.map((choice) => choice ?? 0)
  if (departure !== undefined) cases[departure[0]] = departure[1]
  return { kind, cases, seeds: cases.map(() => 0) }
}
