import { createTwilioClient, type TwilioClient } from '@ringback/twilio-client/node'
import { encodingStyle, parameter, valueOf } from '@ringback/catalog'
import { exchangesOf, runningExchangeIds } from '@ringback/simulator/engine'
import { clientOptionsOf, type OpenAccess } from '../options/client-options.ts'
import { forgingTransport } from './forging-transport.ts'
import { observedExchange } from './observed-exchange.ts'
import type { SendRequest } from './sent.ts'

/** Sends requests to the app as Twilio does, except for the signature when the request has its own. */
export function createSender(access: OpenAccess): SendRequest {
  const options = clientOptionsOf(access)
  const twilio = createTwilioClient(options)
  const nextId = runningExchangeIds()
  const clientFor = (signature: string | null | undefined): TwilioClient =>
    signature === undefined
      ? twilio
      : createTwilioClient({ ...options, transport: forgingTransport(access.transport, signature) })
  return async (request) => {
    const { kind, method, url, parameters, signature, style = encodingStyle(kind) } = request
    const callSid = valueOf(parameters, parameter.CallSid)
    const outcome = await clientFor(signature).send({
      kind,
      method,
      url,
      parameters,
      style,
      ...(callSid !== undefined && { callSid }),
    })
    return {
      ...observedExchange(request, outcome),
      sent: request,
      exchanges: () =>
        exchangesOf(outcome, {
          callSid: callSid ?? null,
          parentCallSid: valueOf(parameters, parameter.ParentCallSid) ?? null,
          recorder: 'fuzz',
          nextId,
        }),
    }
  }
}
