import { parameter, valueOf, type Parameters } from '@ringback/catalog'

/** The parameters that name calls. */
export const callSids: ReadonlySet<string> = new Set([
  parameter.CallSid,
  parameter.ParentCallSid,
  parameter.DialCallSid,
])

/** The SID of the call that a webhook is about: for a dialled leg, that of the leg that dialled. */
export function callOf(parameters: Parameters): string | undefined {
  const parent = valueOf(parameters, parameter.ParentCallSid)
  return parent === undefined || parent === '' ? valueOf(parameters, parameter.CallSid) : parent
}
