import type { Parameters } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import { callOf } from '../call-sids.ts'
import type { Sent } from '../send/sender.ts'

/** Sends requests, and before the first of each call what leads the call there. */
export function ledSend(way: {
  readonly lead: (parameters: Parameters) => readonly ProbeRequest[]
  readonly send: (request: ProbeRequest) => Promise<Sent>
}): (request: ProbeRequest) => Promise<Sent> {
  const led = new Set<string>()
  return async (request) => {
    const call = callOf(request.parameters)
    if (call !== undefined && !led.has(call)) {
      led.add(call)
      for (const step of way.lead(request.parameters)) await way.send(step)
    }
    return way.send(request)
  }
}
