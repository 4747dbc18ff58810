import { callStatus, kindRow, parameter, type Parameters } from '@ringback/catalog'
import { redirectKind } from '../document-context.ts'
import type { ProbeContext, ProbeRequest } from '../probe.ts'
import { sidRenewal } from '../sid-renewal.ts'

/** The parameters with one of them set; a new one comes last. Null takes it away. */
export function withParameter(parameters: Parameters, name: string, value: string | null): Parameters {
  if (value === null) return parameters.filter(([each]) => each !== name)
  if (!parameters.some(([each]) => each === name)) return [...parameters, [name, value]]
  return parameters.map(([each, before]) => [each, each === name ? value : before] as const)
}

/** The same webhook of another call. */
export function inFreshCall(
  request: ProbeRequest,
  { freshSid }: Pick<ProbeContext, 'freshSid'>,
): ProbeRequest {
  return { ...request, parameters: sidRenewal(freshSid)(request.parameters) }
}

/** The request of a `<Redirect>` in the same call. */
export function redirected(
  { kind: before, parameters }: ProbeRequest,
  { method, url }: Pick<ProbeRequest, 'method' | 'url'>,
): ProbeRequest {
  const kind = redirectKind(before)
  if (kind === before) return { kind, method, url, parameters }
  const known = new Set(kindRow(kind).parameters.map(({ name }) => name))
  const kept = parameters.filter(([name]) => known.has(name))
  const going = withParameter(kept, parameter.CallStatus, callStatus.inProgress)
  return { kind, method, url, parameters: going }
}
