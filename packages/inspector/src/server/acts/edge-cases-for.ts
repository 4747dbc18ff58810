import { edgeCasesOf } from '@ringback/arbitraries'
import type { Parameters } from '@ringback/catalog'
import { parametersOf, type Exchange } from '@ringback/recording'
import type { EdgeCaseView } from '../../model/act-view.ts'

/**
 * Every edge case of an exchange's kind, brought into its own parameters: what the case changes in a plain webhook is changed,
 * everything else stays as it was recorded. Cases that change the method only are left out; none without a kind.
 */
export function edgeCasesFor({ kind, request }: Exchange): readonly EdgeCaseView[] {
  if (kind === null) return []
  const [plain, ...cases] = edgeCasesOf(kind)
  if (plain === undefined) return []
  const recorded = parametersOf(request)
  return cases
    .map(({ name, webhook }) => ({
      name,
      parameters: changed(recorded, plain.webhook.parameters, webhook.parameters),
    }))
    .filter(({ parameters }) => JSON.stringify(parameters) !== JSON.stringify(recorded))
}

/** Parameters with the difference between two others. New ones come last, in the order in which they stand there. */
function changed(recorded: Parameters, before: Parameters, after: Parameters): Parameters {
  const [old, wanted] = [new Map(before), new Map(after)]
  const isKept = (name: string): boolean => old.get(name) === wanted.get(name)
  const kept = recorded.flatMap(([name, value]) => {
    if (isKept(name)) return [[name, value] as const]
    const replacement = wanted.get(name)
    return replacement === undefined ? [] : [[name, replacement] as const]
  })
  const present = new Set(recorded.map(([name]) => name))
  return [...kept, ...after.filter(([name]) => !isKept(name) && !present.has(name))]
}
