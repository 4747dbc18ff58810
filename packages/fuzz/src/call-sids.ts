import { parameter, sidPrefix, valueOf, type Parameters } from '@ringback/catalog'

/** The parameters of another call: SIDs of calls that nobody has used yet. */
export function inNewCall(
  { freshSid }: { readonly freshSid: (prefix: string) => string },
  parameters: Parameters,
): Parameters {
  const sids = new Map<string, string>()
  return parameters.map(([name, value]) => {
    // Capitals are an oddity of their own.
    if (!callSids.has(name) || !/^CA[0-9a-f]{32}$/.test(value)) return [name, value] as const
    const sid = sids.get(value) ?? freshSid(sidPrefix.call)
    sids.set(value, sid)
    return [name, sid] as const
  })
}

/** The parameters that name calls. */
export const callSids: ReadonlySet<string> = new Set([
  parameter.CallSid,
  parameter.ParentCallSid,
  parameter.DialCallSid,
])

/** The SID of the call that a webhook is about: that of the leg that dialled, for a dialled leg. */
export function callOf(parameters: Parameters): string | undefined {
  const parent = valueOf(parameters, parameter.ParentCallSid)
  return parent === undefined || parent === '' ? valueOf(parameters, parameter.CallSid) : parent
}
