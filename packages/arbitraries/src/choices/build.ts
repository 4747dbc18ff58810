import type { GeneratedWebhook } from '../generated-webhook.ts'
import { absent } from '../kind/facet.ts'
import { withCallValues } from '../call-values.ts'
import { withOverrides } from '../overrides.ts'
import type { Choices } from './choices.ts'
import type { Plan } from './plan.ts'

/** A webhook, and the choices that it was built from: those asked for, without the ones that had no effect. */
export interface BuiltWebhook {
  readonly webhook: GeneratedWebhook
  readonly choices: Choices
}

/** Builds the webhook of some choices. */
export function build(choices: Choices, plan: Plan): BuiltWebhook {
  const { compiled, chosen } = plan.kinds[choices.kind] ?? plan.kinds[0]
  const draft = compiled.newDraft()
  const oddities: string[] = []
  let effective: number[] | undefined
  const { facets } = compiled
  for (let index = 0; index < facets.length; index += 1) {
    const facet = facets[index]
    if (facet === undefined) continue
    const seed = choices.seeds[index] ?? 0
    const choice = choices.cases[index] ?? 0
    const [plain] = facet.cases
    if (choice === 0) {
      if (plain !== absent) plain.apply(draft, seed)
      continue
    }
    const odd = facet.cases[choice] ?? plain
    if (odd.apply(draft, seed)) {
      if (chosen[index] !== undefined) continue
      draft.odd.push(facet.name)
      oddities.push(`${facet.name}:${odd.name}`)
      continue
    }
    effective ??= [...choices.cases]
    effective[index] = 0
    plain.apply(draft, seed)
  }
  const called = withCallValues(compiled.kind, compiled.parametersOf(draft), plan.call ?? {})
  const parameters = withOverrides(called, plan.overrides)
  const webhook = { kind: compiled.kind, method: draft.method, parameters, style: compiled.style, oddities }
  return { webhook, choices: effective === undefined ? choices : { ...choices, cases: effective } }
}
