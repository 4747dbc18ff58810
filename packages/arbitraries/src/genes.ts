import type { Random } from 'fast-check'
import type { WebhookKind } from '@ringback/catalog'
import { absent } from './facet.ts'
import { compiledKind, type CompiledKind } from './compile-kind.ts'
import { smallerInks } from './form-arbitrary.ts'
import type { GeneratedWebhook } from './generated-webhook.ts'
import { withOverrides, type Overrides } from './overrides.ts'

/** What a webhook is made from: for each facet of the kind which case it is, 0 the plain one, and the ink of its details. */
export interface Genes {
  /** The place of the kind in the plan. */
  readonly kind: number
  readonly cases: readonly number[]
  readonly inks: readonly number[]
}

/** What may be generated of one kind. */
export interface KindPlan {
  readonly compiled: CompiledKind
  /** By facet: the cases that it may depart to. */
  readonly odd: readonly (readonly number[])[]
  /** By facet: the case it must have, where the caller has chosen it. */
  readonly chosen: readonly (number | undefined)[]
  /** Every departure, as facet and case. */
  readonly departures: readonly (readonly [facet: number, oddCase: number])[]
}

/** What may be generated. */
export interface Plan {
  readonly kinds: readonly [KindPlan, ...KindPlan[]]
  /** The chance that a facet departs from plain, times 2 ** 32; `alone`: exactly one facet departs. */
  readonly edgeCases: number | 'alone'
  readonly overrides: Overrides
}

/** A webhook and the genes it has, which are those asked for without the ones that had no effect. */
export interface Expression {
  readonly webhook: GeneratedWebhook
  readonly genes: Genes
}

/** Genes at random. They take two numbers from fast-check and the rest from those. */
export function drawGenes(random: Random, plan: Plan): Genes {
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
  const inks: number[] = []
  const alone = plan.edgeCases === 'alone' ? departures[next() % departures.length] : undefined
  const threshold = plan.edgeCases === 'alone' ? 0 : plan.edgeCases
  for (let facet = 0; facet < odd.length; facet += 1) {
    inks.push(alone === undefined ? next() : 0)
    const choices = odd[facet] ?? []
    const isOdd = choices.length > 0 && next() < threshold
    cases.push(chosen[facet] ?? (isOdd ? (choices[next() % choices.length] ?? 0) : 0))
  }
  if (alone !== undefined) {
    cases[alone[0]] = alone[1]
    inks[alone[0]] = next()
  }
  return { kind, cases, inks }
}

/** Genes of a plain webhook with at most one departure. */
export function plainGenes(
  plan: Plan,
  kind: number,
  departure?: readonly [facet: number, oddCase: number],
): Genes {
  const { chosen } = plan.kinds[kind] ?? plan.kinds[0]
  const cases = chosen.map((choice) => choice ?? 0)
  if (departure !== undefined) cases[departure[0]] = departure[1]
  return { kind, cases, inks: cases.map(() => 0) }
}

/** The webhook that genes stand for. */
export function express(genes: Genes, plan: Plan): Expression {
  const { compiled, chosen } = plan.kinds[genes.kind] ?? plan.kinds[0]
  const draft = compiled.newDraft()
  const oddities: string[] = []
  let effective: number[] | undefined
  const { facets } = compiled
  for (let index = 0; index < facets.length; index += 1) {
    const facet = facets[index]
    if (facet === undefined) continue
    const ink = genes.inks[index] ?? 0
    const choice = genes.cases[index] ?? 0
    const [plain] = facet.cases
    if (choice === 0) {
      if (plain !== absent) plain.apply(draft, ink)
      continue
    }
    const odd = facet.cases[choice] ?? plain
    if (odd.apply(draft, ink)) {
      if (chosen[index] !== undefined) continue
      draft.odd.push(facet.name)
      oddities.push(`${facet.name}:${odd.name}`)
      continue
    }
    effective ??= [...genes.cases]
    effective[index] = 0
    plain.apply(draft, ink)
  }
  const parameters = withOverrides(compiled.parametersOf(draft), plan.overrides)
  const webhook = { kind: compiled.kind, method: draft.method, parameters, style: compiled.style, oddities }
  return { webhook, genes: effective === undefined ? genes : { ...genes, cases: effective } }
}

/** Genes that are plainer in one respect or in many, the plainest first. */
export function* plainerGenes(genes: Genes, plan: Plan): Generator<Genes> {
  if (genes.kind > 0) yield* inPlainestKind(genes, plan)
  const { chosen } = plan.kinds[genes.kind] ?? plan.kinds[0]
  const { cases, inks } = genes
  const isFree = (facet: number): boolean => chosen[facet] === undefined
  const odd = cases.flatMap((choice, facet) => (choice > 0 && isFree(facet) ? [facet] : []))
  const inked = inks.flatMap((ink, facet) => (ink > 0 ? [facet] : []))
  const without = (facets: readonly number[]): Genes => ({
    ...genes,
    cases: cases.map((choice, facet) => (facets.includes(facet) && isFree(facet) ? 0 : choice)),
    inks: inks.map((ink, facet) => (facets.includes(facet) ? 0 : ink)),
  })
  if (odd.length > 0) yield without([...odd, ...inked])
  const plainInked = inked.filter((facet) => !odd.includes(facet))
  if (plainInked.length > 0) yield without(plainInked)
  for (const part of halves(odd)) yield without(part)
  for (const part of halves(plainInked)) yield without(part)
  for (const facet of odd) {
    for (let lower = 1; lower < (cases[facet] ?? 0); lower += 1) {
      yield { ...genes, cases: cases.with(facet, lower), inks: inks.with(facet, 0) }
    }
  }
  for (const facet of inked) {
    for (const ink of smallerInks(inks[facet] ?? 0)) yield { ...genes, inks: inks.with(facet, ink) }
  }
}

/** The same departures on the first kind of the plan, as far as it has them. */
function* inPlainestKind(genes: Genes, plan: Plan): Generator<Genes> {
  const plain = plainGenes(plan, 0)
  const facets = plan.kinds[0].compiled.facets
  const { odd } = plan.kinds[0]
  const from = plan.kinds[genes.kind]?.compiled.facets ?? []
  const cases = [...plain.cases]
  from.forEach((facet, index) => {
    const wanted = facet.cases[genes.cases[index] ?? 0]?.name
    const place = facets.findIndex(({ name }) => name === facet.name)
    const choice = facets[place]?.cases.findIndex(({ name }) => name === wanted) ?? -1
    if (odd[place]?.includes(choice) === true) cases[place] = choice
  })
  yield plain
  yield { ...plain, cases }
}

/** A list, its halves, their halves and so on to single elements; the whole itself is left out when it is first. */
function* halves(list: readonly number[]): Generator<readonly number[]> {
  for (let size = Math.ceil(list.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
  }
}

/** Whether fast-check's context is the genes of a webhook. */
export function isGenes(context: unknown): context is Genes {
  return typeof context === 'object' && context !== null && 'cases' in context && 'inks' in context
}

/** The plan of a kind in which every departure is allowed. */
export function fullKindPlan(kind: WebhookKind): KindPlan {
  const compiled = compiledKind(kind)
  const odd = compiled.facets.map(({ cases }) => cases.slice(1).map((_, index) => index + 1))
  return {
    compiled,
    odd,
    chosen: odd.map(() => undefined),
    departures: odd.flatMap((cases, facet) => cases.map((oddCase) => [facet, oddCase] as const)),
  }
}
