import type { Parameters } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import { callOf } from '../send/call-sids.ts'
import type { SendRequest } from '../send/sent.ts'

/** Requests of calls that were begun before. */
export interface CallSender {
  readonly send: SendRequest
  /** Sends what precedes a request in its call, unless that was done. */
  readonly begin: (request: ProbeRequest) => Promise<void>
}

export interface CallSenderOptions {
  readonly send: SendRequest
  /** What precedes a request with such parameters in its call. */
  readonly preceding: (parameters: Parameters) => readonly ProbeRequest[]
  /** Whether `send` begins each call as well. */
  readonly beginsCalls: boolean
}

/** Sends requests, and before the first one of a call the requests that precede it. */
export function createCallSender({ send, preceding, beginsCalls }: CallSenderOptions): CallSender {
  const started = new Set<string>()
  const begin = async (request: ProbeRequest): Promise<void> => {
    const call = callOf(request.parameters)
    if (call === undefined || started.has(call)) return
    started.add(call)
    for (const each of preceding(request.parameters)) await send(each)
  }
  return {
    begin,
    async send(request) {
      if (beginsCalls) await begin(request)
      return send(request)
    },
  }
}
