import type { Random } from 'fast-check'
import type { Choices } from './choices.ts'
import type { Plan } from './plan.ts'

/** Choices at random. They take two numbers from fast-check and the rest from those. */
export function drawChoices(random: Random, plan: Plan): Choices {
  let state = random.nextInt() | 0
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97)
    return (bits ^ (bits >>> 15)) >>> 0
  }
  const kind = plan.kinds.length === 1 ? 0 : random.nextInt(0, plan.kinds.length - 1)
  const { odd, chosen, departures } = plan.kinds[kind] ?? plan.kinds[0]
  const cases: number[] = []
  const seeds: number[] = []
  const alone = plan.edgeCases === 'alone' ? departures[next() % departures.length] : undefined
  const threshold = plan.edgeCases === 'alone' ? 0 : plan.edgeCases
  for (let facet = 0; facet < odd.length; facet += 1) {
    seeds.push(alone === undefined ? next() : 0)
    const oddCases = odd[facet] ?? []
    const isOdd = oddCases.length > 0 && next() < threshold
    cases.push(chosen[facet] ?? (isOdd ? (oddCases[next() % oddCases.length] ?? 0) : 0))
  }
  if (alone !== undefined) {
    cases[alone[0]] = alone[1]
    seeds[alone[0]] = next()
  }
  return { kind, cases, seeds }
}
