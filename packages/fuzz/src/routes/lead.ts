import { parameter, valueOf, type Parameters } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import { callOf } from '../call-sids.ts'
import type { Route } from './route.ts'

const ofTheCaller: ReadonlySet<string> = new Set([
  parameter.AccountSid,
  parameter.From,
  parameter.To,
  parameter.Caller,
  parameter.Called,
])

/** The webhooks that lead a call to a route, as the call that some parameters are about would have sent them. */
export function leadTo({ via }: Pick<Route, 'via'>, parameters: Parameters): readonly ProbeRequest[] {
  const sid = callOf(parameters)
  const isOtherLeg = sid !== valueOf(parameters, parameter.CallSid)
  return via.map((step) => ({
    ...step,
    parameters: step.parameters.map(([name, value]) => {
      if (name === parameter.CallSid && sid !== undefined) return [name, sid] as const
      const own = ofTheCaller.has(name) && !isOtherLeg ? valueOf(parameters, name) : undefined
      return [name, own ?? value] as const
    }),
  }))
}
