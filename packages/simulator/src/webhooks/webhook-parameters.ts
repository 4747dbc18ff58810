import { apiVersion, kindRow, parameter, type Parameters, type WebhookKind } from '@ringback/catalog'
import type { Leg } from '../legs/leg.ts'
import type { Simulation } from '../simulation/simulation.ts'

/** Values by parameter name; undefined means "not sent". */
export type ParameterValues = Readonly<Record<string, string | undefined>>

/**
 * The parameters of one webhook: those that the catalog lists for this kind, in the catalog's order, with the values of
 * the leg and the event.
 */
export function webhookParameters(
  simulation: Simulation,
  leg: Leg,
  kind: WebhookKind,
  values: ParameterValues,
): Parameters {
  const { facts } = leg
  const pairs: [string, string][] = []
  const { names, core, families } = namesOf(kind)
  const hasValues = values !== noValues
  let place = 0
  for (const name of names) {
    const ofCore = core[place]
    place += 1
    const value =
      hasValues && Object.hasOwn(values, name)
        ? values[name]
        : Object.hasOwn(facts, name)
          ? facts[name]
          : ofCore?.(simulation, leg)
    if (value !== undefined) pairs.push([name, value])
  }
  if (families.length === 0) return pairs
  for (const [name, value] of Object.entries<string | undefined>({ ...facts, ...values })) {
    if (value !== undefined && !names.has(name) && belongsTo(families, leg, name)) pairs.push([name, value])
  }
  return pairs
}

function belongsTo(families: readonly string[], leg: Leg, name: string): boolean {
  return families.some((family) => (family === '' ? leg.custom.has(name) : name.startsWith(family)))
}

/** A webhook whose values are all those of the leg. */
export const noValues: ParameterValues = {}

interface KindNames {
  readonly names: ReadonlySet<string>
  /** What gives each of them a value where neither the event nor the leg has one. */
  readonly core: readonly (CoreValue | undefined)[]
  /** Prefixes of dynamic parameter names; empty when any name is allowed. */
  readonly families: readonly string[]
}

const namesByKind = new Map<WebhookKind, KindNames>()

function namesOf(kind: WebhookKind): KindNames {
  const known = namesByKind.get(kind)
  if (known !== undefined) return known
  const all = kindRow(kind).parameters.map(({ name }) => name)
  const names = new Set(all.filter((name) => !name.endsWith('*')))
  const made = {
    names,
    core: Array.from(names, (name) => coreValues.get(name)),
    families: all
      .filter((name) => name.endsWith('*'))
      .map((name) => (name.startsWith('*') ? '' : name.slice(0, -1))),
  }
  namesByKind.set(kind, made)
  return made
}

type CoreValue = (simulation: Simulation, leg: Leg) => string | undefined

/** The values that the state of a leg gives. */
const coreValues: ReadonlyMap<string, CoreValue> = new Map([
  [parameter.AccountSid, ({ accountSid }: Simulation) => accountSid],
  [parameter.ApiVersion, () => apiVersion['2010-04-01']],
  [parameter.CallSid, (_: Simulation, { sid }: Leg) => sid],
  [parameter.CallStatus, (_: Simulation, { status }: Leg) => status],
  [parameter.Called, (_: Simulation, { to }: Leg) => to],
  [parameter.Caller, (_: Simulation, { from }: Leg) => from],
  [parameter.Direction, (_: Simulation, leg: Leg) => leg.direction],
  [parameter.From, (_: Simulation, { from }: Leg) => from],
  [parameter.To, (_: Simulation, { to }: Leg) => to],
  [parameter.ParentCallSid, (_: Simulation, { parent }: Leg) => parent?.sid],
])
