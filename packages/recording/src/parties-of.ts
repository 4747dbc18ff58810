import { parameter, valueOf, type Parameters } from '@ringback/catalog'
import type { Exchange } from './exchange.ts'
import { parameterOf } from './parameters-of.ts'

/** Caller and number called; null where they are not named. */
export interface Parties {
  readonly from: string | null
  readonly to: string | null
}

/** Those of nobody. */
export const noParties: Parties = { from: null, to: null }

/** Caller and number called, of the first exchange that names one of them. */
export function partiesOf(exchanges: readonly Pick<Exchange, 'request'>[]): Parties {
  for (const { request } of exchanges) {
    const from = parameterOf(request, parameter.From) ?? parameterOf(request, parameter.Caller)
    const to = parameterOf(request, parameter.To) ?? parameterOf(request, parameter.Called)
    if ((from ?? to) !== undefined) return { from: from ?? null, to: to ?? null }
  }
  return noParties
}

const partyNames = [parameter.From, parameter.Caller, parameter.To, parameter.Called]

/** Everybody that the parameters of a webhook name as caller or called; one may be there twice. */
export function everyPartyIn(parameters: Parameters): readonly string[] {
  return partyNames.flatMap((name) => valueOf(parameters, name) || [])
}

/** Caller and number called in the parameters of a webhook; undefined when they name neither. */
export function partiesIn(parameters: Parameters): Parties | undefined {
  const from = valueOf(parameters, parameter.From) ?? valueOf(parameters, parameter.Caller)
  const to = valueOf(parameters, parameter.To) ?? valueOf(parameters, parameter.Called)
  return (from ?? to) === undefined ? undefined : { from: from ?? null, to: to ?? null }
}
