import { encodingStyle, kindRow, type FormStyle, type WebhookKind } from '@ringback/catalog'
import { emptyDraft, type Draft } from './draft.ts'
import type { Facet } from './facet.ts'
import { statusFacets } from '../facets/outcomes/call-status.ts'
import { callTokenFacets } from '../facets/call-token.ts'
import { dialOutcomeFacets } from '../facets/outcomes/dial-outcome.ts'
import { directionFacets } from '../facets/direction.ts'
import { dynamicFacets } from '../facets/dynamic.ts'
import { forwardingFacets } from '../facets/forwarding.ts'
import { gatherInputFacets } from '../facets/outcomes/gather-input.ts'
import { geoFacets } from '../facets/geo.ts'
import { methodFacet } from '../facets/method.ts'
import { orderFacet } from '../facets/order.ts'
import { applicationNeeds, outcomeNeeds } from '../facets/outcomes/outcome-needs.ts'
import { partialResultFacets } from '../facets/outcomes/partial-result.ts'
import { partyFacets } from '../facets/parties.ts'
import { paymentFacets, paymentNeeds } from '../facets/outcomes/payment.ts'
import { progressFacets } from '../facets/outcomes/progress.ts'
import { queueOutcomeFacets } from '../facets/outcomes/queue-outcome.ts'
import { recordOutcomeFacets } from '../facets/outcomes/record-outcome.ts'
import { recordingCallbackFacets, recordingUrlFacets } from '../facets/outcomes/recording-callback.ts'
import { remainingFacets } from '../facets/remaining.ts'
import { sidFacet } from '../facets/sids.ts'
import { finishOf } from './finish.ts'
import { inOrder, type KeyOrder } from './key-order.ts'
import { shapeOf, type KindShape } from './kind-shape.ts'
import type { NamedValue } from '../values/custom-parameter.ts'

/** What is needed to generate webhooks of one kind, computed once. */
export interface CompiledKind {
  readonly kind: WebhookKind
  readonly style: FormStyle
  readonly facets: readonly Facet[]
  readonly newDraft: () => Draft
  /** The parameters of a draft, in the order it names. Every facet must have written to it. */
  readonly parametersOf: (draft: Draft) => NamedValue[]
}

const compiled = new Map<WebhookKind, CompiledKind>()

/** What is needed to generate webhooks of a kind. The result is kept for later calls. */
export function compiledKind(kind: WebhookKind): CompiledKind {
  const known = compiled.get(kind)
  if (known !== undefined) return known
  const fresh = compile(kind)
  compiled.set(kind, fresh)
  return fresh
}

function compile(kind: WebhookKind): CompiledKind {
  const row = kindRow(kind)
  const shape = shapeOf(kind, row)
  const facets = facetsOf(shape)
  const finish = finishOf(shape)
  const blank = shape.names.map(() => undefined)
  const writers: Writers = new Map()
  const documented = shape.names.map((_, slot) => slot)
  return {
    kind,
    style: encodingStyle(kind),
    facets,
    newDraft: () => emptyDraft(blank),
    parametersOf: (draft) => {
      finish(draft)
      return inKeyOrder(draft, shape.names, documented, writers)
    },
  }
}

function facetsOf(shape: KindShape): readonly Facet[] {
  // A facet reads what earlier facets wrote, and claims its parameters so that later facets leave them alone.
  const first = [
    methodFacet(shape),
    sidFacet(shape),
    ...directionFacets(shape),
    ...partyFacets(shape),
    ...geoFacets(shape),
  ]
  const outcomes = [
    recordOutcomeFacets,
    queueOutcomeFacets,
    paymentFacets,
    statusFacets,
    progressFacets,
  ].flatMap((facets) => facets(shape))
  const details = [
    gatherInputFacets,
    partialResultFacets,
    dialOutcomeFacets,
    recordingCallbackFacets,
    recordingUrlFacets,
    forwardingFacets,
    callTokenFacets,
  ].flatMap((facets) => facets(shape))
  const needs = { ...outcomeNeeds(shape), ...paymentNeeds(shape), ...applicationNeeds(shape) }
  return [
    ...first,
    ...outcomes,
    ...details,
    ...remainingFacets(shape, needs),
    ...dynamicFacets(shape, needs),
    orderFacet,
  ]
}

/** Slots in the order in which their parameters are sent. */
type Writer = readonly number[]

/** By order and number of parameters: the order of a hash table depends on how large it is. */
type Writers = Map<KeyOrder, Map<number, Writer>>

function inKeyOrder(
  draft: Draft,
  names: readonly string[],
  documented: Writer,
  writers: Writers,
): NamedValue[] {
  const { values, extras, order } = draft
  const isDocumented = order === 'documented'
  if (extras.length > 0 && !isDocumented) return reordered(draft, names)
  const parameters: NamedValue[] = []
  const writer = isDocumented ? documented : writerFor(order, sentOf(values), names, writers)
  for (const slot of writer) {
    const value = values[slot]
    if (value !== undefined) parameters.push([names[slot] ?? '', value])
  }
  for (const extra of extras) parameters.push(extra)
  return parameters
}

function sentOf(values: readonly (string | undefined)[]): number {
  return values.reduce((count, value) => (value === undefined ? count : count + 1), 0)
}

function reordered({ values, extras, order }: Draft, names: readonly string[]): NamedValue[] {
  const all = new Map<string, string>()
  names.forEach((name, slot) => {
    const value = values[slot]
    if (value !== undefined) all.set(name, value)
  })
  for (const [name, value] of extras) all.set(name, value)
  return inOrder([...all.keys()], order).map((name) => [name, all.get(name) ?? ''])
}

function writerFor(order: KeyOrder, sent: number, names: readonly string[], writers: Writers): Writer {
  const bySize = writers.get(order) ?? new Map<number, Writer>()
  writers.set(order, bySize)
  const known = bySize.get(sent)
  if (known !== undefined) return known
  const slotOf = new Map(names.map((name, slot) => [name, slot]))
  const writer = inOrder(names, order, sent).map((name) => slotOf.get(name) ?? -1)
  bySize.set(sent, writer)
  return writer
}
