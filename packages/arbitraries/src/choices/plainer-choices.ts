import { smallerSeeds } from '../forms/form-arbitrary.ts'
import type { Choices } from './choices.ts'
import { plainChoices } from './plain-choices.ts'
import type { Plan } from './plan.ts'

/** Choices that are plainer in one respect or in many, the plainest first. */
export function* plainerChoices(choices: Choices, plan: Plan): Generator<Choices> {
  if (choices.kind > 0) yield* inPlainestKind(choices, plan)
  const { chosen } = plan.kinds[choices.kind] ?? plan.kinds[0]
  const { cases, seeds } = choices
  const isFree = (facet: number): boolean => chosen[facet] === undefined
  const odd = cases.flatMap((choice, facet) => (choice > 0 && isFree(facet) ? [facet] : []))
  const seeded = seeds.flatMap((seed, facet) => (seed > 0 ? [facet] : []))
  const without = (facets: readonly number[]): Choices => ({
    ...choices,
    cases: cases.map((choice, facet) => (facets.includes(facet) && isFree(facet) ? 0 : choice)),
    seeds: seeds.map((seed, facet) => (facets.includes(facet) ? 0 : seed)),
  })
  if (odd.length > 0) yield without([...odd, ...seeded])
  const plainSeeded = seeded.filter((facet) => !odd.includes(facet))
  if (plainSeeded.length > 0) yield without(plainSeeded)
  for (const part of halves(odd)) yield without(part)
  for (const part of halves(plainSeeded)) yield without(part)
  for (const facet of odd) {
    for (let lower = 1; lower < (cases[facet] ?? 0); lower += 1) {
      yield { ...choices, cases: cases.with(facet, lower), seeds: seeds.with(facet, 0) }
    }
  }
  for (const facet of seeded) {
    for (const seed of smallerSeeds(seeds[facet] ?? 0)) yield { ...choices, seeds: seeds.with(facet, seed) }
  }
}

/** The same departures on the first kind of the plan, as far as it has them. */
function* inPlainestKind(choices: Choices, plan: Plan): Generator<Choices> {
  const plain = plainChoices(plan, 0)
  const facets = plan.kinds[0].compiled.facets
  const { odd } = plan.kinds[0]
  const from = plan.kinds[choices.kind]?.compiled.facets ?? []
  const cases = [...plain.cases]
  const seeds = [...plain.seeds]
  from.forEach((facet, index) => {
    const wanted = facet.cases[choices.cases[index] ?? 0]?.name
    const place = facets.findIndex(({ name }) => name === facet.name)
    const choice = facets[place]?.cases.findIndex(({ name }) => name === wanted) ?? -1
    if (odd[place]?.includes(choice) !== true) return
    cases[place] = choice
    seeds[place] = choices.seeds[index] ?? 0
  })
  yield plain
  yield { ...plain, cases }
  yield { ...plain, cases, seeds }
}

/** A list, its halves, their halves and so on to single elements; the whole itself is left out when it is first. */
function* halves(list: readonly number[]): Generator<readonly number[]> {
  for (let size = Math.ceil(list.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
  }
}
