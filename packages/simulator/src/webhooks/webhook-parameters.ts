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
  const known: ParameterValues = { ...coreValues(simulation, leg), ...leg.facts, ...values }
  const pairs: [string, string][] = []
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined) pairs.push([name, value])
  }
  const { names, families } = namesOf(kind)
  for (const name of names) add(name, known[name])
  for (const family of families) {
    for (const [name, value] of Object.entries(known)) {
      const belongs = family === '' ? leg.custom.has(name) : name.startsWith(family)
      if (belongs && !names.has(name)) add(name, value)
    }
  }
  return pairs
}

interface KindNames {
  readonly names: ReadonlySet<string>
  /** Prefixes of dynamic parameter names; empty when any name is allowed. */
  readonly families: readonly string[]
}

const namesByKind = new Map<WebhookKind, KindNames>()

function namesOf(kind: WebhookKind): KindNames {
  const known = namesByKind.get(kind)
  if (known !== undefined) return known
  const all = kindRow(kind).parameters.map(({ name }) => name)
  const made = {
    names: new Set(all.filter((name) => !name.endsWith('*'))),
    families: all
      .filter((name) => name.endsWith('*'))
      .map((name) => (name.startsWith('*') ? '' : name.slice(0, -1))),
  }
  namesByKind.set(kind, made)
  return made
}

function coreValues(simulation: Simulation, leg: Leg): ParameterValues {
  return {
    [parameter.AccountSid]: simulation.accountSid,
    [parameter.ApiVersion]: apiVersion['2010-04-01'],
    [parameter.CallSid]: leg.sid,
    [parameter.CallStatus]: leg.status,
    [parameter.Called]: leg.to,
    [parameter.Caller]: leg.from,
    [parameter.Direction]: leg.direction,
    [parameter.From]: leg.from,
    [parameter.To]: leg.to,
    [parameter.ParentCallSid]: leg.parent?.sid,
  }
}
