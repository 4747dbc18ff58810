import { kinds, type WebhookKind } from '@ringback/catalog'
import { probes, type ProbeFinding } from '@ringback/checks'
import { contextFor, plainRequest, type Answer, type Received } from './exchanges.ts'

/** An app that is a function. */
export type App = (received: Received) => Answer

export const refused: Answer = { status: 403, type: 'text/plain', body: 'no' }
export const isCallback = ({ request: { kind } }: Received): boolean =>
  kinds.find((row) => row.kind === kind)?.synchronous === false
export const done: Answer = { status: 204, type: null, body: '' }

/** An app without a fault: it checks signatures, escapes, and keeps nothing. */
export const goodApp: App = (received) => {
  if (!received.isSigned) return refused
  if (isCallback(received)) return done
  const outcome = received.get('DialCallStatus') ?? received.get('QueueResult')
  if (outcome === 'completed' || outcome === 'bridged')
    return { body: '<Response><Say>Goodbye.</Say></Response>' }
  if (received.get('SessionStatus') === 'failed')
    return { body: '<Response><Say>Sorry, please call again.</Say></Response>' }
  const name = (received.get('CallerName') ?? '').replaceAll(/[&<>"]/g, ' ')
  return { body: `<Response><Gather action="/menu"><Say>Hello ${name}</Say></Gather><Hangup/></Response>` }
}

/** What a probe finds in an app. */
export async function found(
  name: string,
  kind: WebhookKind,
  app: App,
  url?: string,
): Promise<readonly ProbeFinding[]> {
  const request = plainRequest(kind, url)
  const probe = probes.find((each) => each.name === name)
  return probe?.appliesTo(request) === true ? probe.run(request, contextFor(app)) : []
}

export const voice = 'voice.incoming-pstn'
