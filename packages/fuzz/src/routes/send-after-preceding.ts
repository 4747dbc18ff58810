import type { Parameters } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import { callOf } from '../send/call-sids.ts'
import type { SendRequest } from '../send/sent.ts'

/** Sends requests, and before the first one of each call the requests that precede it. */
export function sendAfterPreceding(
  send: SendRequest,
  preceding: (parameters: Parameters) => readonly ProbeRequest[],
): SendRequest {
  const started = new Set<string>()
  return async (request) => {
    const call = callOf(request.parameters)
    if (call !== undefined && !started.has(call)) {
      started.add(call)
      for (const each of preceding(request.parameters)) await send(each)
    }
    return send(request)
  }
}
