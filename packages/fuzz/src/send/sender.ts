import {
  createTwilioClient,
  transportOf,
  type TwilioClient,
  type WebhookOutcome,
} from '@ringback/twilio-client/node'
import { encodingStyle, parameter, valueOf } from '@ringback/catalog'
import type { ProbedExchange, ProbeRequest } from '@ringback/checks'
import type { Exchange } from '@ringback/recording'
import { exchangesOf, runningExchangeIds } from '@ringback/simulator'
import type { ReachOptions } from '../options.ts'
import { forgingTransport } from './forging-transport.ts'

/** A request that was sent, with what came of it. */
export interface Sent extends ProbedExchange {
  readonly sent: ProbeRequest
  /** As the recorder writes it, one for each hop. */
  readonly exchanges: () => readonly Exchange[]
}

/** Sends requests to the app as Twilio does, but for the signature where that is asked for. */
export interface Sender {
  readonly send: (request: ProbeRequest) => Promise<Sent>
  /** Forgets the cookies of a call. */
  readonly forget: (callSid: string) => void
}

export function createSender(options: ReachOptions): Sender {
  const transport = transportOf(options)
  const app = typeof options.app === 'string' ? options.app : undefined
  const twilio = createTwilioClient({ ...options, app, transport })
  const nextId = runningExchangeIds()
  const clientFor = (signature: string | null | undefined): TwilioClient =>
    signature === undefined
      ? twilio
      : createTwilioClient({ ...options, app, transport: forgingTransport(transport, signature) })
  return {
    async send(request) {
      const { kind, method, url, parameters, signature, style } = request
      const callSid = valueOf(parameters, parameter.CallSid)
      const outcome = await clientFor(signature).send({
        kind,
        method,
        url,
        parameters,
        style: style ?? encodingStyle(kind),
        ...(callSid !== undefined && { callSid }),
      })
      // Most are never reported.
      const exchanges = (): readonly Exchange[] =>
        exchangesOf(outcome, {
          callSid: callSid ?? null,
          parentCallSid: valueOf(parameters, parameter.ParentCallSid) ?? null,
          recorder: 'fuzz',
          nextId,
        })
      return { ...observed(request, outcome), sent: request, exchanges }
    },
    forget: twilio.forgetCall,
  }
}

function observed(request: ProbeRequest, outcome: WebhookOutcome): ProbedExchange {
  const [first, last] = [outcome.hops.at(0), outcome.hops.at(-1)]
  if (first === undefined || last === undefined) {
    const nothing = { request: { method: request.method, url: request.url, headers: [], body: { text: '' } } }
    return {
      kind: request.kind,
      ...nothing,
      response: null,
      durationMs: 0,
      problem: outcome.problem,
      redirectedTo: null,
    }
  }
  const status = last.response?.status ?? 0
  const isRedirect = status >= 300 && status < 400
  return {
    kind: request.kind,
    request: first.request,
    response: last.response,
    durationMs: outcome.hops.reduce((sum, { durationMs }) => sum + durationMs, 0),
    problem: problemOf(outcome, last, isRedirect),
    redirectedTo: last.request.url === first.request.url ? null : last.request.url,
  }
}

function problemOf(
  { problem }: WebhookOutcome,
  last: WebhookOutcome['hops'][number],
  isRedirect: boolean,
): ProbedExchange['problem'] {
  if (last.problem !== null || isRedirect) return problem ?? last.problem
  return null
}
