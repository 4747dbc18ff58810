import { apiVersion, kindRow, parameter, type Parameters, type WebhookKind } from '@ringback/catalog'
import type { Leg } from './leg.ts'
import type { World } from './world.ts'

/** Values by parameter name; undefined stands for "not sent". */
export type ParameterValues = Readonly<Record<string, string | undefined>>

/**
 * The parameters of one webhook: of all that is known about the leg and the occasion, what the catalog says
 * that this kind carries, in the catalog's order.
 */
export function webhookParameters(
  world: World,
  leg: Leg,
  kind: WebhookKind,
  values: ParameterValues,
): Parameters {
  const known: ParameterValues = { ...coreValues(world, leg), ...leg.facts, ...values }
  const rows = kindRow(kind).parameters
  const named = new Set(rows.map(({ name }) => name))
  return rows.flatMap(({ name }): Parameters => {
    if (!name.endsWith('*')) return pairOf(name, known[name])
    const prefix = name.slice(0, -1)
    return Object.entries(known).flatMap(([candidate, value]) => {
      const belongs = prefix.startsWith('*') ? leg.custom.has(candidate) : candidate.startsWith(prefix)
      return belongs && !named.has(candidate) ? pairOf(candidate, value) : []
    })
  })
}

function pairOf(name: string, value: string | undefined): Parameters {
  return value === undefined ? [] : [[name, value]]
}

function coreValues(world: World, leg: Leg): ParameterValues {
  return {
    [parameter.AccountSid]: world.accountSid,
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
