import { parameter, valueOf, type Parameters } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import { callOf } from '../send/call-sids.ts'
import type { Route } from './route.ts'

const ofTheCaller: ReadonlySet<string> = new Set([
  parameter.AccountSid,
  parameter.From,
  parameter.To,
  parameter.Caller,
  parameter.Called,
])

/** The requests that bring a call to a route, with the SID and the caller of the call that the parameters are about. */
export function precedingRequests(
  { preceding }: Pick<Route, 'preceding'>,
  parameters: Parameters,
): readonly ProbeRequest[] {
  const sid = callOf(parameters)
  const isOtherLeg = sid !== valueOf(parameters, parameter.CallSid)
  return preceding.map((request) => ({
    ...request,
    parameters: request.parameters.map(([name, value]) => {
      if (name === parameter.CallSid && sid !== undefined) return [name, sid] as const
      const own = ofTheCaller.has(name) && !isOtherLeg ? valueOf(parameters, name) : undefined
      return [name, own ?? value] as const
    }),
  }))
}
